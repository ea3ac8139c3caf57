import { expect, test } from 'vitest';
import { feedbackActions, feedbackRounds } from '../../../src/feedback/table.ts';
import { recordEmptySearch } from '../../../src/library/empty-searches.ts';
import { readReport } from '../../../src/reviews/report/read.ts';
import { catchUp } from '../../../src/scoreboard/catch-up.ts';
import { enterTopDown } from '../../../src/targets/enter.ts';
import { reportDrawing } from '../../../views/reviews/report.ts';
import { createWorld, play, type Turn, type World } from '../../scoreboard/world.ts';

const DAY = 24 * 60;

async function go(world: World, acts: [act: Turn['act'], lead: number, n: number, waitMinutes?: number][]) {
  for (const [act, lead, n, waitMinutes = 1] of acts) await play(world, { act, waitMinutes, lead, who: 0, n });
  await catchUp(world);
}

/** One lead in March and in April, five in May: four are returned, three of them for the same clause. */
async function threeMonths(): Promise<World> {
  const world = await createWorld();
  await go(world, [['handOff', 0, 0]]);
  await go(world, [['handOff', 0, 0, 32 * DAY]]);
  await go(world, [
    ['handOff', 0, 0, 31 * DAY],
    ...[3, 4, 5, 6].map((): [Turn['act'], number, number] => ['handOff', 0, 0]),
    ['decline', 2, 2],
    ['decline', 3, 2],
    ['decline', 4, 2],
    ['decline', 5, 1],
    ['note', 0, 0, 30 * DAY],
  ]);
  await world.write((tx) => recordEmptySearch(tx, 'price list Austria', world.now));
  return world;
}

test('a month is compared with the calendar month before it', async () => {
  const { db, now } = await threeMonths();
  const period = { first: '2026-05-01', last: '2026-05-31' };
  const { board, cohort, months, causes } = readReport(db, { period, actions: [] }, now);
  expect(board.figures.handed_off).toMatchObject([{ leads: 5 }]);
  expect(board.period.before.from).toEqual(new Date('2026-03-31T22:00:00Z'));
  expect(cohort.figures.returned).toMatchObject([{ leads: 3 }, { leads: 1 }]);
  expect(months.map(({ first, activity }) => [first, activity.handed_off])).toEqual([
    ['2026-03-01', 1],
    ['2026-04-01', 1],
    ['2026-05-01', 5],
  ]);
  expect(causes).toContainEqual({ kind: 'source', name: 'Webinar', leads: 5, before: 1 });
});

test('clauses behind more than a fifth of the returns, and searches without a result are in it', async () => {
  const { db, now } = await threeMonths();
  const actions = [{ what: 'Talk', ownerId: 'MIA', dueOn: '2026-05-04', status: 'open' as const, reason: null }];
  const report = readReport(db, { period: { first: '2026-05-01', last: '2026-05-31' }, actions }, now);
  expect(report.clauses).toEqual([{ words: 'More than 50 people', leads: 3 }]);
  expect(report.holes).toEqual([{ words: 'price list austria', times: 1 }]);
  expect(report.actions).toEqual(actions);
});

test('each target of its month or quarter is in it, with its standing', async () => {
  const { db, write, now, teamIds } = await threeMonths();
  const goal = { currency: 'EUR', topCents: null, topHandedOff: 20, topQualified: null };
  const period = { first: '2026-05-01', last: '2026-05-31' };
  const [teamId = 0] = teamIds;
  await write((tx) =>
    enterTopDown(tx, { teamId, period: '2026-Q2', by: 'BOSS' }, goal, new Date('2026-04-02T09:00:00Z')),
  );
  const report = readReport(db, { period, actions: [] }, now);
  expect(report.progress.sums).toMatchObject([
    { teams: ['Berlin'], figures: [{ figure: 'handed_off', target: 20, done: 6 }] },
  ]);
  const lastOfQuarter = readReport(db, { period: { first: '2026-06-01', last: '2026-06-30' }, actions: [] }, now);
  expect(lastOfQuarter.progress.sums).toMatchObject([{ teams: ['Berlin'] }]);
  const [tiles] = reportDrawing(report, new Map())
    .pages.flat()
    .filter(({ kind }) => kind === 'tiles');
  expect(tiles).toMatchObject({
    tiles: [
      { label: 'Handed off', value: '5', goals: [{ share: 0.3, words: 'Q2 2026: 6 of 20, behind' }] },
      {},
      {},
      {},
      {},
    ],
  });
});

test('the next steps of surveys are in it, without answers and subjects', async () => {
  const { db, write, now } = await threeMonths();
  const round = { askerId: 'MIA', isAnonymous: true, minimum: 5, zone: 'UTC', asked: 9, answered: 7 };
  const at = new Date('2026-05-20T09:00:00Z');
  const times = { openedAt: at, closesAt: at, closedAt: at };
  await write((tx) => {
    for (const [about, outcome] of [
      ['The webinar', 'summary'],
      ['Too few', 'too_few'],
      ['Nothing to do', 'summary'],
    ] as const) {
      const { id: roundId } = tx
        .insert(feedbackRounds)
        .values({ ...round, ...times, about, outcome })
        .returning()
        .get();
      const step =
        about === 'Nothing to do' ? { whyNothing: 'All is well' } : { what: 'Shorter slides', ownerId: 'MAX' };
      tx.insert(feedbackActions)
        .values({ roundId, at, ...step })
        .run();
    }
  });
  const { steps } = readReport(db, { period: { first: '2026-05-01', last: '2026-05-31' }, actions: [] }, now);
  expect(steps).toEqual([{ what: 'Shorter slides', ownerId: 'MAX', answered: 7, asked: 9 }]);
  const earlier = readReport(db, { period: { first: '2026-04-01', last: '2026-04-30' }, actions: [] }, now);
  expect(earlier.steps).toEqual([]);
});

test('before anything happened it is empty', async () => {
  const { db } = await createWorld();
  const report = readReport(db, { period: 'last_month', actions: [] }, new Date('2026-03-02T09:00:00Z'));
  expect(report).toMatchObject({ months: [], causes: [], clauses: [], holes: [] });
  expect(report.board.before).toBeUndefined();
});
