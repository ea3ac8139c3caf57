/** Results of anonymous surveys, added and subtracted, never show the answers of a few people. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Audience, leavesFew } from '../../src/feedback/subtract.ts';

const MINIMUM = 5;
const people = (letters: string): Audience => new Set(letters);

describe('a survey is refused after others', () => {
  test.each([
    ['a team without one of them', 'ABCDEF', ['ABCDE']],
    ['one more', 'ABCDE', ['ABCDEF']],
    ['one exchanged', 'ABCDEG', ['ABCDEF']],
    ['two teams and a person', 'ABCDEFGHIJK', ['ABCDE', 'FGHIJ']],
    ['the second of two teams, after all with a person more', 'FGHIJ', ['ABCDE', 'ABCDEFGHIJK']],
    ['all, after two teams of which one has a guest', 'ABCDEFGHIJK', ['ABCDE', 'FGHIJX']],
    [
      'a company, after nine teams without two people',
      'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstu',
      ['ABCDE', 'FGHIJ', 'KLMNO', 'PQRST', 'UVWXY', 'Zabcd', 'efghi', 'jklmn', 'opqrs'],
    ],
  ])('%s', (_, asked, known) => {
    expect(leavesFew([asked, ...known].map(people), MINIMUM)).toBe(true);
  });

  test.each([
    ['the same people', 'ABCDEF', ['ABCDEF']],
    ['others', 'GHIJK', ['ABCDEF']],
    ['five more', 'ABCDEFGHIJ', ['ABCDE']],
    ['two whole teams', 'ABCDEFGHIJ', ['ABCDE', 'FGHIJ']],
    ['half of them and as many others', 'ABCGHI', ['ABCDEF']],
  ])('and allowed: %s', (_, asked, known) => {
    expect(leavesFew([asked, ...known].map(people), MINIMUM)).toBe(false);
  });
});

/** The number of independent rows, in whole numbers. */
function rankOf(rows: bigint[][]): number {
  const at = (row: bigint[], column: number) => row[column] ?? 0n;
  let [left, rank] = [rows, 0];
  for (const column of (rows[0] ?? []).keys()) {
    const pivot = left.find((row) => at(row, column) !== 0n);
    if (!pivot) continue;
    rank += 1;
    left = left
      .filter((row) => row !== pivot)
      .map((row) => row.map((count, index) => count * at(pivot, column) - at(pivot, index) * at(row, column)));
  }
  return rank;
}

/** Every choice of at most so many. */
const choicesOf = ([one, ...others]: string[], most: number): string[][] =>
  one === undefined
    ? [[]]
    : choicesOf(others, most).flatMap((some) => (some.length < most ? [some, [one, ...some]] : [some]));

/** An attacker tries every few people: some sum is of them alone if the others have fewer independent rows. */
function showsFew(audiences: readonly Audience[], minimum: number): boolean {
  const everyone = [...new Set(audiences.flatMap((one) => [...one]))];
  const rankFor = (people: string[]) => rankOf(audiences.map((one) => people.map((id) => (one.has(id) ? 1n : 0n))));
  const whole = rankFor(everyone);
  return choicesOf(everyone, minimum - 1).some((few) => rankFor(everyone.filter((id) => !few.includes(id))) < whole);
}

test('results are refused exactly if a sum of them, however multiplied, is of fewer people than the minimum', () => {
  const groups = [...'ABCDEFGH'];
  const forEach = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: groups.length, maxLength: groups.length });
  const sizes = forEach(fc.integer({ min: 1, max: 3 }));
  const asked = fc.array(forEach(fc.boolean()), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(sizes, asked, (size, rows) => {
      const membersOf = (group: number) => Array.from({ length: size[group] ?? 0 }, (_, index) => `${group} ${index}`);
      const audiences = rows.map((row) => new Set(row.flatMap((isIn, group) => (isIn ? membersOf(group) : []))));
      expect(leavesFew(audiences, 3)).toBe(showsFew(audiences, 3));
    }),
    { numRuns: 300 },
  );
});

describe('among very many people', () => {
  /** Each two of these surveys share one person, and each has others of its own. */
  const surveys = (count: number, own: number): Audience[] => {
    const all = Array.from({ length: count }, (_, index) => index);
    return all.map((one) => {
      const shared = all.filter((other) => other !== one).map((other) => [one, other].sort().join('+'));
      return new Set([...shared, ...all.slice(0, own).map((index) => `${one} ${index}`)]);
    });
  };

  test('results that each have five people of their own are allowed at once', () => {
    expect(leavesFew(surveys(24, MINIMUM), MINIMUM)).toBe(false);
  });

  test('a comparison that would take too long counts as one that shows something', () => {
    expect(leavesFew(surveys(6, 0), MINIMUM)).toBe(false);
    expect(leavesFew(surveys(24, 0), MINIMUM)).toBe(true);
  });
});
