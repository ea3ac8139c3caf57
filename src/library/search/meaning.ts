/** What a search was for, without who searched and how it was put: to tell whether two searches wanted the same. */

import { wordsOf } from '../words.ts';
import { STOP_WORDS } from './question.ts';
import { editsBetween } from './similar-words.ts';

const MOST_WORDS = 8;
const LONGEST_WORD = 30;

/** The words that carry meaning, folded, in their order; empty when none does. */
export const meaningOf = (typed: string): string =>
  wordsOf(typed.slice(0, 400))
    .filter((word) => !STOP_WORDS.has(word))
    .slice(0, MOST_WORDS)
    .map((word) => word.slice(0, LONGEST_WORD))
    .join(' ');

/** Of four words one may be another; of fewer, all have to be there. */
const ENOUGH_ALIKE = 0.75;

/** Whether two of these ask for the same: the order of the words, their endings and a slip of the finger do not count. */
export function meansTheSame(one: string, other: string): boolean {
  const [few, many] = [stems(one), stems(other)].toSorted((a, b) => a.length - b.length) as [string[], string[]];
  const left = [...many];
  let alike = 0;
  for (const stem of few) {
    const at = left.findIndex((each) => isAlike(stem, each));
    if (at < 0) continue;
    left.splice(at, 1);
    alike += 1;
  }
  return many.length > 0 && alike / many.length >= ENOUGH_ALIKE;
}

const stems = (words: string): string[] => [...new Set(words.split(' ').map(stem).filter(Boolean))];

/** Endings of the plural and of verbs: enough to hold "pricing" and "prices" for one. */
const stem = (word: string): string =>
  word.length < 5 ? word.replace(/(?<=[^su])s$/, '') : word.replace(/(?:ies|ing|es|ed|s|y|e)$/, '');

function isAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const shorter = Math.min(one.length, other.length);
  // A number that differs in one digit is another number.
  if (shorter < 5 || /\d/.test(one + other)) return false;
  const most = shorter < 7 ? 1 : 2;
  return editsBetween(one, other, most) <= most;
}
