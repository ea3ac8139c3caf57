/** Compounds, as in German: parts of a word in the library, and typed words that the library has in parts. */
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { startingWith } from './similar-words.ts';

const SHORTEST_PART = 4;
const SHORTEST_REST = 3;
const MOST_WORDS = 8;
const LONGEST = 40;

const trigrams = (word: string): string[] => {
  const letters = [...word];
  return [...new Set(letters.slice(0, -2).map((_, at) => letters.slice(at, at + 3).join('')))];
};

const sharingAll = prepared((db) =>
  db.$client
    .prepare(`
    SELECT word FROM library_grams JOIN library_words USING (word)
    WHERE gram IN (SELECT value FROM json_each(@grams))
    GROUP BY word HAVING count(*) = @count AND instr(word, @part) > 0
    ORDER BY items DESC, word LIMIT ${MOST_WORDS}`)
    .pluck(),
);

/** Words of the library that this is a part of: leitungsschutzschalter for schutzschalter. */
export function containing(db: Db, part: string): string[] {
  const { length } = [...part];
  if (length < SHORTEST_PART || length > LONGEST || /\d/.test(part)) return [];
  const grams = trigrams(part);
  const words = sharingAll(db).all({ grams: JSON.stringify(grams), count: grams.length, part }) as string[];
  // Plurals and the like are found by the stem.
  return words.filter((word) => word.length >= part.length + SHORTEST_REST);
}

/** A typed word without the endings of German plurals and cases; a shorter word keeps them. */
export const withoutEnding = (word: string): string =>
  word.length > SHORTEST_PART + 1 ? word.replace(/(?:e[nrs]?|n|s)$/, '') : word;

/** Words of the library that begin with a part, whatever its ending. */
const withPart = (db: Db, part: string): string[] => startingWith(db, withoutEnding(part)).slice(0, MOST_WORDS);

/** The two parts of a typed compound, each as words of the library: kabel… and preis… for kabelpreise. */
export function partsOf(db: Db, word: string): [string[], string[]][] {
  const letters = [...word];
  if (letters.length > LONGEST) return [];
  const splits: [string[], string[]][] = [];
  for (let at = SHORTEST_PART; at <= letters.length - SHORTEST_PART; at += 1) {
    const [first, second] = [letters.slice(0, at).join(''), letters.slice(at).join('')];
    const ends = withPart(db, second);
    if (ends.length === 0) continue;
    // The s that joins: Leitung-s-schutz.
    const begins = withPart(db, first.replace(/s$/, ''));
    if (begins.length > 0) splits.push([begins, ends]);
  }
  return splits;
}
