/** The words of answers that the vocabulary does not have. */
import { withoutEnding } from '../../library/search/compounds.ts';
import { editsBetween } from '../../library/search/similar-words.ts';
import { stemsOf } from './vocabulary.ts';

const SHORTEST_STEM = 4;
const SHORTEST_MISTYPED = 6;
const SHORTEST_BEGINNING = 6;
const LONGEST_ENDING = 4;
const SHORTEST_PART = 4;
const SHORTEST_REST = 4;

/**
 * Finds words in other forms or with a typing error among others, and gives each the id of the first of them. A compound has
 * the ids of its parts too: Farben is in Farbtreue.
 */
export function sameWords(words: readonly string[]): (word: string) => string[] {
  const ids = formsOf(words);
  const parts = new Map([...ids.keys()].map((word) => [withoutEnding(word), ids.get(word) ?? word]));
  return (word) => {
    const own = ids.get(word) ?? word;
    const within = [...parts].filter(([part, id]) => id !== own && isPart(part, word)).map(([, id]) => id);
    return [...new Set([own, ...within])];
  };
}

const isPart = (part: string, word: string): boolean =>
  part.length >= SHORTEST_PART &&
  word.length >= part.length + SHORTEST_REST &&
  (word.startsWith(part) || withoutEnding(word).endsWith(part));

function formsOf(words: readonly string[]): Map<string, string> {
  const ids = new Map<string, string>();
  const byStem = new Map<string, string>();
  for (const word of new Set(words)) {
    const stems = stemsOf(word).filter((stem) => stem.length >= SHORTEST_STEM);
    const known = stems.map((stem) => byStem.get(stem)).find((id) => id !== undefined);
    const id = known ?? [...ids.keys()].find((one) => isMistyped(word, one) || isDerived(word, one)) ?? word;
    const first = ids.get(id) ?? id;
    ids.set(word, first);
    for (const stem of stems) if (!byStem.has(stem)) byStem.set(stem, first);
  }
  return ids;
}

/** Derived words have their beginning in common: senior and seniority, allergy and allergens. */
function isDerived(word: string, other: string): boolean {
  let same = 0;
  while (same < word.length && word[same] === other[same]) same += 1;
  return same >= SHORTEST_BEGINNING && Math.max(word.length, other.length) - same <= LONGEST_ENDING;
}

const isMistyped = (word: string, other: string): boolean =>
  word.length >= SHORTEST_MISTYPED && word[0] === other[0] && editsBetween(word, other, 1) <= 1;
