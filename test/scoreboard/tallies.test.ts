/** Sums of figures: added, taken away, and shown the largest first. */
import { expect, test } from 'vitest';
import { originsIn } from '../../src/scoreboard/origins.ts';
import { addTallies, noTallies, partsIn, type Tallies, withoutNothing } from '../../src/scoreboard/tallies.ts';

const fair: Tallies = {
  figures: {
    handed_off: [['', 2, 0]],
    pipeline: [
      ['EUR', 1, 500],
      [null, 1, 0],
    ],
  },
  source: { Fair: { handed_off: [['', 2, 0]] } },
  campaign: { '': { handed_off: [['', 2, 0]] } },
};
const web: Tallies = {
  figures: {
    handed_off: [['', 3, 0]],
    pipeline: [
      ['USD', 2, 900],
      ['EUR', 1, 100],
    ],
  },
  source: { Web: { handed_off: [['', 3, 0]] }, Fair: { won: [['', 1, 0]] } },
  campaign: {},
};

test('sums are added by part, and do not change what was added', () => {
  const sum = noTallies();
  for (const one of [fair, web]) addTallies(sum, one);
  expect(sum).toEqual({
    figures: {
      handed_off: [['', 5, 0]],
      pipeline: [
        ['EUR', 2, 600],
        [null, 1, 0],
        ['USD', 2, 900],
      ],
    },
    source: { Fair: { handed_off: [['', 2, 0]], won: [['', 1, 0]] }, Web: { handed_off: [['', 3, 0]] } },
    campaign: { '': { handed_off: [['', 2, 0]] } },
  });
  expect(fair.figures.pipeline).toEqual([
    ['EUR', 1, 500],
    [null, 1, 0],
  ]);
});

test('sums are taken away, and nothing is left of what was taken away as a whole', () => {
  const sum = noTallies();
  for (const one of [fair, web]) addTallies(sum, one);
  addTallies(sum, web, -1);
  expect(withoutNothing(sum)).toEqual(fair);
  addTallies(sum, fair, -1);
  expect(withoutNothing(sum)).toEqual(noTallies());
  // Also before the sum has the part.
  const before = noTallies();
  addTallies(before, web, -1);
  addTallies(before, web);
  addTallies(before, fair);
  expect(withoutNothing(before).figures.handed_off).toEqual([['', 2, 0]]);
});

test('parts come the largest first, then by name', () => {
  const sums = {
    pipeline: [
      ['USD', 1, 5],
      ['EUR', 1, 7],
      [null, 3, 0],
    ],
  } as Tallies['figures'];
  expect(partsIn(sums, 'pipeline')).toEqual([
    { part: null, leads: 3, cents: 0 },
    { part: 'EUR', leads: 1, cents: 7 },
    { part: 'USD', leads: 1, cents: 5 },
  ]);
  expect(partsIn(sums, 'won')).toEqual([]);
});

test('sources come the one with the most leads first, then by name', () => {
  const handedOff = (leads: number) => ({ handed_off: [['', leads, 0]] }) as Tallies['source'][string];
  const source = {
    Web: handedOff(2),
    Fair: handedOff(1),
    Ad: handedOff(1),
    '': handedOff(4),
    Won: { won: [['', 9, 0]] },
  } as Tallies['source'];
  const origins = originsIn({ ...noTallies(), source }, 'source');
  expect(origins.map(({ name }) => name)).toEqual(['', 'Web', 'Ad', 'Fair', 'Won']);
  expect(origins[4]).toMatchObject({ won: [{ leads: 9 }], handed_off: [], pipeline: [], rated: [] });
  expect(originsIn({ ...noTallies(), source }, 'campaign')).toEqual([]);
});
