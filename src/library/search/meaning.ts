/** The meaning of a search, without person and wording, to tell whether two searches wanted the same. */

import { wordsOf } from '../words.ts';
import { STOP_WORDS } from './question.ts';
import { editsBetween } from './similar-words.ts';

const MOST_WORDS = 8;
const LONGEST_WORD = 30;

/** The words with a meaning, folded, in their order. */
export const meaningOf = (typed: string): string =>
  wordsOf(typed.slice(0, 400))
    .filter((word) => !STOP_WORDS.has(word))
    .slice(0, MOST_WORDS)
    .map((word) => word.slice(0, LONGEST_WORD))
    .join(' ');

/** One word of four may differ; with fewer words, none. */
const ENOUGH_ALIKE = 0.75;

/** Whether two searches want the same. Word order, endings and typos do not count. */
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
  // Without words it is not a number, which is never enough.
  return alike / many.length >= ENOUGH_ALIKE;
}

const stems = (words: string): string[] => [...new Set(words.split(' ').map(stem).filter(Boolean))];

/** Removes endings of plurals and verbs, so that "pricing" and "prices" are the same. */
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
