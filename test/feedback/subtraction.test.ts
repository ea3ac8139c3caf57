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

/** The fewest people in any sum of these results, each up to twice added or subtracted; an attacker tries them all. */
function fewestLeft(audiences: readonly Audience[]): number {
  const everyone = [...new Set(audiences.flatMap((one) => [...one]))];
  let fewest = Number.POSITIVE_INFINITY;
  const tryAll = (index: number, counts: number[]): void => {
    if (index === audiences.length) {
      const left = counts.filter((count) => count !== 0).length;
      if (left > 0) fewest = Math.min(fewest, left);
      return;
    }
    for (const times of [0, 1, -1, 2, -2]) {
      tryAll(
        index + 1,
        counts.map((count, person) => count + (audiences[index]?.has(everyone[person] ?? '') ? times : 0)),
      );
    }
  };
  tryAll(
    0,
    everyone.map(() => 0),
  );
  return fewest;
}

test('whatever is asked, no sum of the allowed results shows fewer people than the minimum', () => {
  const audience = fc
    .subarray([...'ABCDEFGHIJKLMN'], { minLength: MINIMUM })
    .map((letters): Audience => new Set(letters));
  fc.assert(
    fc.property(fc.array(audience, { minLength: 2, maxLength: 40 }), (wanted) => {
      const allowed: Audience[] = [];
      for (const one of wanted) {
        if (allowed.length < 6 && !leavesFew([one, ...allowed], MINIMUM)) allowed.push(one);
      }
      expect(fewestLeft(allowed)).toBeGreaterThanOrEqual(MINIMUM);
    }),
    { numRuns: 150 },
  );
});
