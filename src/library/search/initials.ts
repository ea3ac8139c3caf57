/** Initials: QBR for "Quarterly business review", in both directions. */
import { wordsOf } from '../words.ts';

const FEWEST = 3;
const MOST = 5;

/** A word of its own in the index, which no one types. */
export const initialsTerm = (initials: string): string => `initialsof${initials}x`;

/** Whether a typed word may be initials. */
export const mayBeInitials = (word: string): boolean => new RegExp(`^\\p{L}{${FEWEST},${MOST}}$`, 'u').test(word);

/** Words that are left out of initials, or kept: TCO has the "of", DR in "backup and recovery" has no "and". */
const SMALL = new Set(['a', 'an', 'and', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to', 'with', 'by', 'at']);

/** The initials of each run of words in a text. */
export function initialsIn(text: string): string[] {
  const words = wordsOf(text).filter((word) => /^\p{L}/u.test(word));
  return [...new Set([...runsOf(words), ...runsOf(words.filter((word) => !SMALL.has(word)))])];
}

function runsOf(words: readonly string[]): string[] {
  const letters = words.map((word) => [...word][0] ?? '').join('');
  return words.flatMap((word, at) =>
    SMALL.has(word)
      ? []
      : Array.from({ length: MOST - FEWEST + 1 }, (_, more) => letters.slice(at, at + FEWEST + more)).filter(
          (initials, more) => initials.length === FEWEST + more,
        ),
  );
}
