/** A win as it is shown, the day of the post of a week, and the bounds of big and small. */
import { describe, expect, test } from 'vitest';
import { requireLead } from '../../src/leads/queries.ts';
import { decideRules, proposeRules } from '../../src/wins/propose.ts';
import { winOf } from '../../src/wins/read.ts';
import { openProposal } from '../../src/wins/rules.ts';
import { sizeOf } from '../../src/wins/size.ts';
import { wins } from '../../src/wins/table.ts';
import { USUAL_WEIGHTS } from '../../src/wins/types.ts';
import { postWeek, winJobs } from '../../src/wins/weeks.ts';
import { MONDAY_9, minutesAfter } from '../leads/world.ts';
import { memoryDatabase } from '../support/temp-database.ts';
import { winsWorld } from './world.ts';

const DAY = 24 * 60;
const WEIGHTS = { hand_off: 60, content: 20, contacts: 5, ride_along: 5, close: 10 };

test('a win has its parts at once, and its size once it was compared', async () => {
  const world = await winsWorld();
  const leadId = await world.win(5);
  const win = () => winOf(world.db, requireLead(world.db, leadId));
  expect(win()).toMatchObject({ wonAt: world.now(), size: 'usual', weights: USUAL_WEIGHTS, rules: undefined });
  expect(win()?.parts.map(({ kind, userId, share, cents }) => [kind, userId, share, cents])).toEqual([
    ['hand_off', 'MIA', 10_000, null],
    ['close', 'A', 0, null],
  ]);
  await world.keep();
  await world.write((tx) => tx.update(wins).set({ size: 'big' }).run());
  expect(win()).toMatchObject({ size: 'big' });
  expect(win()?.parts.map(({ cents }) => cents)).toEqual([500, 0]);
  expect([...(win()?.showings ?? [])]).toEqual([
    ['MIA', 'named'],
    ['A', 'named'],
  ]);
});

test('a win has the rules of its day, also before it was compared', async () => {
  const world = await winsWorld();
  const earlier = await world.win(5);
  await world.keep();
  world.later(1);
  await world.write((tx) => {
    proposeRules(tx, { by: 'BOSS', sides: ['sales'], weights: WEIGHTS, words: null }, world.now());
    const { id = 0 } = openProposal(tx) ?? {};
    decideRules(tx, { id, by: 'MIA', sides: ['marketing'], state: 'agreed' }, world.now());
  });
  const later = await world.win(5);
  const weights = (leadId: number) => winOf(world.db, requireLead(world.db, leadId))?.weights;
  expect([weights(earlier), weights(later)]).toEqual([USUAL_WEIGHTS, WEIGHTS]);
  await world.keep();
  expect([weights(earlier), weights(later)]).toEqual([USUAL_WEIGHTS, WEIGHTS]);
  expect([world.row(earlier)?.rulesId, world.row(later)?.rulesId]).toEqual([null, 1]);
});

describe('the post of the small wins', () => {
  test.each([
    ['on the first working day of a week', 0, false, 1],
    ['not on the second one', DAY, false, 0],
    ['not on a day off', -DAY, false, 0],
    ['not after work, when it is late', 9 * 60, true, 0],
    ['in the hours of work, when it is late', 60, true, 1],
  ])('comes %s', async (_, minutes, late, posts) => {
    const world = await winsWorld();
    await world.win(5);
    await world.keep();
    await world.write((tx) => tx.update(wins).set({ posting: 'week' }).run());
    const [job, ...others] = winJobs(world.db);
    expect([job?.cron, job?.zone, others]).toEqual(['0 9 * * *', 'UTC', []]);
    const now = minutesAfter(MONDAY_9, minutes);
    await world.write((tx) => job?.run(tx, { at: now, late } as never, now));
    expect(world.told('win_week')).toHaveLength(posts);
  });

  test('needs a sales team, and a win that waits', async () => {
    expect(winJobs(memoryDatabase())).toEqual([]);
    const world = await winsWorld();
    await world.write((tx) => postWeek(tx, world.now()));
    expect(world.told('win_week')).toEqual([]);
  });
});

describe('a win is compared', () => {
  async function withWins(...cents: number[]) {
    const world = await winsWorld();
    const leadId = await world.win(1);
    const ids: number[] = [];
    for (const _ of cents)
      ids.push((await world.handOff(MONDAY_9, { name: `P ${ids.length}`, email: null, phone: null })).id);
    await world.write((tx) => {
      for (const [at, id] of ids.entries())
        tx.insert(wins)
          .values({
            leadId: id,
            wonAt: MONDAY_9,
            cents: cents[at] ?? 0,
            currency: 'EUR',
            size: 'usual',
            posting: 'none',
          })
          .run();
    });
    return (value: number | null, minutes = 60, currency: string | null = 'EUR') =>
      sizeOf(world.db, { leadId, wonAt: minutesAfter(MONDAY_9, minutes), cents: value, currency });
  }
  const upTo = (count: number) => Array.from({ length: count }, (_, at) => (at + 1) * 100);

  test('with ten others at least: fewer than a tenth of them are as large as a big one', async () => {
    const ten = await withWins(...upTo(10));
    expect([ten(1001), ten(1000), ten(1)]).toEqual(['big', 'usual', 'usual']);
    expect((await withWins(...upTo(9)))(99_999)).toBe('usual');
    const twenty = await withWins(...upTo(20));
    expect([twenty(2000), twenty(1900)]).toEqual(['big', 'usual']);
  });

  test('with those of the year before it, in its currency', async () => {
    const ten = await withWins(...upTo(10));
    expect([ten(1001, 365 * DAY - 1), ten(1001, 365 * DAY), ten(1001, -1), ten(1001, 0)]).toEqual([
      ...['big', 'usual', 'usual', 'big'],
    ]);
    expect([ten(1001, 60, 'USD'), ten(null), ten(1001, 60, null)]).toEqual(['usual', 'usual', 'usual']);
  });

  test('with a hundred others at least, to be small', async () => {
    const hundred = await withWins(...upTo(100));
    expect([hundred(2499), hundred(2500), hundred(5000)]).toEqual(['small', 'usual', 'usual']);
    expect((await withWins(...upTo(99)))(1)).toBe('usual');
  });
});
