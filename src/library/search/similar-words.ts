import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { gramsOf } from './index-item.ts';

/** Words that begin a half typed one, the most used first. */
const MOST_COMPLETIONS = 12;
/** Words that share the most pieces with a misspelled one: among these are those with few other letters. */
const MOST_CANDIDATES = 80;
const MOST_SIMILAR = 4;
const SHORTEST = 4;

const beginning = prepared((db) =>
  db.$client
    .prepare('SELECT word FROM library_words WHERE word >= @from AND word < @to ORDER BY items DESC, word LIMIT @limit')
    .pluck(),
);

/** Words of the library that begin with this. */
export const startingWith = (db: Db, begin: string): string[] =>
  beginning(db).all({ from: begin, to: `${begin}\u{10ffff}`, limit: MOST_COMPLETIONS }) as string[];

const sharing = prepared((db) =>
  db.$client.prepare(`
    SELECT word, items FROM
      (SELECT word, sum(CASE WHEN gram >= '=' AND gram < '>' THEN 3 ELSE 1 END) AS shared
       FROM library_grams WHERE gram IN (SELECT value FROM json_each(@grams))
       GROUP BY word ORDER BY shared DESC LIMIT @limit)
    JOIN library_words USING (word)`),
);

/** Words of the library that this may be a misspelling of, the most likely first; none for very short words. */
export function resembling(db: Db, word: string): string[] {
  const length = [...word].length;
  // A number that differs in one digit is another number.
  if (length < SHORTEST || length > 30 || /\d/.test(word)) return [];
  const most = length < 6 ? 1 : 2;
  const candidates = sharing(db).all({ grams: JSON.stringify(gramsOf(word)), limit: MOST_CANDIDATES }) as {
    word: string;
    items: number;
  }[];
  const near = candidates
    .map((one) => ({ ...one, edits: editsBetween(word, one.word, most) }))
    .filter(({ edits }) => edits <= most)
    .sort((one, other) => one.edits - other.edits || other.items - one.items);
  const best = near[0]?.edits;
  return near
    .filter(({ edits }) => edits === best)
    .slice(0, MOST_SIMILAR)
    .map((one) => one.word);
}

/**
 * How many letters have to be put in, left out, replaced or swapped with their neighbour to make one word of another
 * (optimal string alignment); more than `most` when it is more.
 */
export function editsBetween(one: string, other: string, most: number): number {
  const a = [...one];
  const b = [...other];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let edits = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, at(beforeLast, j - 2) + 1);
      }
      row.push(edits);
    }
    if (Math.min(...row) > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
