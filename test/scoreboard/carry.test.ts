/** A reader's choice in the value of a button: it comes back whole, and nonsense shows no person's figures. */
import { expect, test } from 'vitest';
import {
  keyOf,
  partKey,
  readAsked,
  readChoice,
  readOrigin,
  writeAsked,
  writeChoice,
  writeOrigin,
} from '../../src/scoreboard/carry.ts';
import { catchUp } from '../../src/scoreboard/catch-up.ts';
import type { BoardChoice } from '../../src/scoreboard/read.ts';
import { createWorld, play, type Turn } from './world.ts';

async function played() {
  const world = await createWorld();
  const acts: [Turn['act'], number][] = [
    ['handOff', 0],
    ['handOff', 1],
    ['qualify', 0],
    ['decline', 2],
  ];
  for (const [act, n] of acts) await play(world, { act, waitMinutes: 1, lead: act === 'decline' ? 1 : 0, who: 0, n });
  await catchUp(world);
  return world;
}

const PLAIN: BoardChoice = {
  view: 'activity',
  period: 'month',
  teamId: undefined,
  source: undefined,
  campaign: undefined,
  person: undefined,
};
const scope = { view: 'activity' as const, from: new Date(0), to: new Date('2099-01-01') };

test('a choice comes back as it was written, without the words that people typed', async () => {
  const { db, teamIds } = await played();
  for (const choice of [
    PLAIN,
    { ...PLAIN, view: 'cohort', period: { first: '2026-03-01', last: '2026-03-31' }, teamId: teamIds[1] },
    { ...PLAIN, source: 'Webinar', campaign: 'Spring & summer' },
    { ...PLAIN, source: '', campaign: '' },
    { ...PLAIN, person: { id: 'UMIA', as: 'marketer' } },
    { ...PLAIN, person: { id: 'USAM', as: 'seller' } },
  ] as BoardChoice[]) {
    const carried = writeChoice(choice);
    if (choice === PLAIN) expect(carried).toBe('activity~month~~~~');
    expect(readChoice(db, carried)).toEqual(choice);
    expect(carried).not.toMatch(/Webinar|Spring/);
  }
});

test.each([
  '',
  'nonsense',
  '~~~~~',
  'activity~yesterday~99~0123~4567~boss-USAM',
  'week~x~y~z~q~seller-',
  'a~b~c~d~e~seller-U S',
])('of %j nothing is left', async (text) => {
  const { db } = await played();
  expect(readChoice(db, text)).toEqual(PLAIN);
});

test('a figure and its part come back', async () => {
  const { db } = await played();
  const read = (text: string) => readAsked(db, text, scope);
  expect([writeAsked('won'), read('won')]).toEqual(['won', { key: 'won' }]);
  expect(read(writeAsked('returned', 'Wrong contact'))).toEqual({ key: 'returned', part: 'Wrong contact' });
  expect(read(writeAsked('pipeline', null))).toEqual({ key: 'pipeline', part: null });
  // A part that is gone shows the whole figure, and a figure without parts has none.
  expect(read(writeAsked('returned', 'Long ago'))).toEqual({ key: 'returned' });
  expect(read(writeAsked('handed_off', ''))).toEqual({ key: 'handed_off' });
  expect(read('figure of another version')).toBeUndefined();
});

test('a source or campaign narrows a choice', async () => {
  const { db } = await played();
  const read = (text: string) => readOrigin(db, text, PLAIN);
  expect(read(writeOrigin('source', 'Webinar'))).toEqual({ ...PLAIN, source: 'Webinar' });
  expect(read(writeOrigin('campaign', 'Spring & summer'))).toEqual({ ...PLAIN, campaign: 'Spring & summer' });
  expect(read(writeOrigin('source', ''))).toEqual({ ...PLAIN, source: '' });
  expect(read(writeOrigin('source', 'Gone'))).toEqual(PLAIN);
  expect(read(`team~${keyOf('Webinar')}`)).toBeUndefined();
});

test('a key says nothing, and is short', () => {
  expect([partKey(null), partKey(''), partKey(7)]).toEqual(['none', 'none', keyOf('7')]);
  expect(keyOf('Webinar')).toMatch(/^[0-9a-f]{12}$/);
});
