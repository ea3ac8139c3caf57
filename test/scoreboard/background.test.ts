/** Around the figures: posts, exports, forgotten leads, and reads that are kept. */
import { expect, test, vi } from 'vitest';
import { entriesAfter } from '../../src/platform/audit/queries.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { askForCsv, askForPictures } from '../../src/scoreboard/ask.ts';
import { catchUp } from '../../src/scoreboard/catch-up.ts';
import { keptWhile } from '../../src/scoreboard/kept-reads.ts';
import { readMonths } from '../../src/scoreboard/months.ts';
import { periodOf, periodZone, readPeriod, writePeriod } from '../../src/scoreboard/periods.ts';
import type { BoardChoice } from '../../src/scoreboard/read.ts';
import { isFirstOfWeek, scoreboardJobs } from '../../src/scoreboard/weekly.ts';
import { allTeams } from '../../src/teams/queries.ts';
import { sharedChannel } from '../../src/teams/settings.ts';
import type { Team } from '../../src/teams/table.ts';
import { memoryDatabase } from '../support/temp-database.ts';
import { createWorld, play, START, type Turn, type World } from './world.ts';

const DAY = 24 * 60;

async function played(...acts: [act: Turn['act'], lead: number, waitMinutes: number][]): Promise<World> {
  const world = await createWorld();
  for (const [act, lead, waitMinutes] of acts) await play(world, { act, waitMinutes, lead, who: 0, n: 1 });
  await catchUp(world);
  return world;
}

test('the post of a week comes on its first working day, where a channel is set', async () => {
  const { db, write } = await createWorld();
  expect([scoreboardJobs(db), scoreboardJobs(memoryDatabase())]).toEqual([[], []]);
  await write((tx) => changeSetting(tx, { setting: sharedChannel, value: 'C9', by: 'test' }, START));
  const [job] = scoreboardJobs(db);
  expect(job).toMatchObject({ name: 'scoreboard', zone: 'Europe/Berlin' });
  const run = async (at: string, late = false) => {
    const now = new Date(at);
    await write((tx) => job?.run(tx, { at: now, late }, now));
    const posts = db
      .select()
      .from(outbox)
      .all()
      .filter(({ kind }) => kind === 'scoreboard_week');
    return posts.map(({ orderingKey, payload }) => [orderingKey, payload]);
  };
  expect(await run('2026-03-10T08:00:00Z')).toEqual([]);
  const post = ['C9', { at: Date.parse('2026-03-09T08:00:00Z') }];
  expect(await run('2026-03-09T08:00:00Z')).toEqual([post]);
  await write((tx) => changeSetting(tx, { setting: sharedChannel, value: null, by: 'test' }, START));
  expect(await run('2026-03-16T08:00:00Z')).toEqual([post]);
  // Late in the evening the morning is over.
  await write((tx) => changeSetting(tx, { setting: sharedChannel, value: 'C9', by: 'test' }, START));
  expect(await run('2026-03-16T20:00:00Z', true)).toEqual([post]);
});

test.each([
  ['2026-03-09', [1, 2, 3, 4, 5], true],
  ['2026-03-10', [1, 2, 3, 4, 5], false],
  ['2026-04-07', [1, 2, 3, 4, 5], true],
  ['2026-04-08', [1, 2, 3, 4, 5], false],
  ['2026-03-11', [3, 4], true],
  ['2026-03-12', [3, 4], false],
])('%s with the days %j is the first of its week: %s', async (day, workDays, isFirst) => {
  const [team] = allTeams((await createWorld()).db);
  const hours = { ...team, workDays, holidays: ['2026-04-06'] } as Team;
  expect(isFirstOfWeek(hours, new Date(`${day}T09:00:00Z`))).toBe(isFirst);
});

test('a file of figures is sent to the person, and on record', async () => {
  const { db, write } = await createWorld();
  const asked = (leads: string | null) =>
    ({ userId: 'UMIA', carry: 'activity~month~~~~', asked: leads, at: 1 }) as never;
  await write((tx) => {
    askForCsv(tx, asked(null), START);
    askForCsv(tx, asked('won'), START);
    askForPictures(tx, asked(null), START);
  });
  expect(
    db
      .select()
      .from(outbox)
      .all()
      .filter(({ kind }) => kind.startsWith('scoreboard'))
      .map(({ kind, orderingKey }) => [kind, orderingKey]),
  ).toEqual([
    ['scoreboard_csv', 'UMIA'],
    ['scoreboard_csv', 'UMIA'],
    ['scoreboard_charts', 'UMIA'],
    ['scoreboard_picture', 'UMIA'],
  ]);
  const recorded = entriesAfter(db, 0, 99).filter(({ kind }) => kind === 'data.exported');
  expect(recorded.map(({ actor, subject, details }) => [actor, subject, details])).toEqual([
    ['UMIA', 'scoreboard', {}],
    ['UMIA', 'scoreboard', { leads: 'won' }],
    ['UMIA', 'scoreboard', { as: 'pictures' }],
  ]);
});

test('a home is read again after a lead was counted, and within its rest not even then', async () => {
  const world = await played(['handOff', 0, 1]);
  const kept = keptWhile<number>();
  let reads = 0;
  const read = (name: string, rest = 0, work = () => {}) =>
    kept(world.db, { name, rest }, () => {
      work();
      reads += 1;
      return reads;
    });
  expect([read('a'), read('a'), read('b'), read('a')]).toEqual([1, 1, 2, 1]);
  await play(world, { act: 'handOff', waitMinutes: 1, lead: 0, who: 0, n: 2 });
  // Not counted yet.
  expect(read('a')).toBe(1);
  await catchUp(world);
  expect([read('a'), read('b')]).toEqual([3, 4]);
  const slow = () => {
    const end = performance.now() + 2;
    while (performance.now() < end);
  };
  expect(read('slow', 1e9, slow)).toBe(5);
  await play(world, { act: 'handOff', waitMinutes: 1, lead: 0, who: 0, n: 4 });
  await catchUp(world);
  expect([read('slow', 1e9, slow), read('a', 0), read('slow', 0)]).toEqual([5, 6, 7]);
  const other = await played(['handOff', 0, 1]);
  expect(kept(other.db, { name: 'a', rest: 0 }, () => 99)).toBe(99);
});

test('a slow read is kept for so many times as long, and fifty names at most', async () => {
  const world = await played(['handOff', 0, 1]);
  const kept = keptWhile<number>();
  const clock = vi.spyOn(performance, 'now');
  let reads = 0;
  const read = (name: string, at: number, rest = 5) => {
    clock.mockReturnValueOnce(at).mockReturnValueOnce(at + 100);
    const value = kept(world.db, { name, rest }, () => {
      reads += 1;
      return reads;
    });
    clock.mockReset();
    return value;
  };
  const change = async () => {
    await play(world, { act: 'note', waitMinutes: 1, lead: 0, who: 0, n: 0 });
    await catchUp(world);
  };
  expect(read('a', 1_000)).toBe(1);
  await change();
  expect([read('a', 1_599), read('a', 1_600)]).toEqual([1, 2]);
  for (let at = 0; at < 49; at += 1) read(`n${at}`, 0);
  expect([reads, read('a', 0)]).toEqual([51, 2]);
  read('one more', 0);
  expect([read('a', 0), read('one more', 0)]).toEqual([53, 52]);
  clock.mockRestore();
});

test('the months before a period begin with the first one that has anything', async () => {
  const world = await played(['handOff', 0, 1], ['touch', 0, 40 * DAY], ['handOff', 0, 1], ['note', 0, 50 * DAY]);
  const choice: BoardChoice = { view: 'activity', period: 'month' };
  const read = (more: Partial<BoardChoice>, most = 6) => {
    const period = { to: new Date('2026-05-31T22:00:00Z'), zone: 'Europe/Berlin' };
    return readMonths(world.db, { choice: { ...choice, ...more }, period, most }, world.now);
  };
  const lines = read({}).map(({ first, activity, cohort, isOver, isRipe }) => [
    ...[first, activity.handed_off, activity.touched, cohort.touched, isOver, isRipe],
  ]);
  expect(lines).toEqual([
    ['2026-03-01', 1, 0, 1, true, true],
    ['2026-04-01', 1, 1, 0, true, false],
    ['2026-05-01', 0, 0, 0, false, false],
  ]);
  expect([read({}, 1), read({}, 3).length]).toEqual([[], 3]);
  const overAt = (at: string) => {
    world.now = new Date(at);
    return read({}).at(-1)?.isOver;
  };
  expect([overAt('2026-05-31T21:59:59.999Z'), overAt('2026-05-31T22:00:00Z')]).toEqual([false, true]);
  expect(read({ teamId: world.teamIds[0] }).map(({ activity }) => activity.handed_off)).toEqual([1, 1, 0]);
  expect([read({ teamId: world.teamIds[1] }), read({ source: 'Gone' }), read({ campaign: 'Gone' })]).toEqual([
    [],
    [],
    [],
  ]);
  world.now = new Date('2027-01-01T00:00:00Z');
  expect(read({}).map(({ isRipe }) => isRipe)).toEqual([true, true, true]);
});

test('a period is of the team or the oldest sales team, and a month is compared with the month before', async () => {
  const { db, teamIds } = await createWorld();
  expect([undefined, teamIds[1]].map((id) => periodZone(db, id))).toEqual(['Europe/Berlin', 'America/New_York']);
  expect(periodZone(memoryDatabase(), undefined)).toBe('UTC');
  expect(periodOf('month', 'Europe/Berlin', START)).toMatchObject({ zone: 'Europe/Berlin', first: '2026-03-01' });
  const before = (first: string, last: string) =>
    periodOf({ first, last }, 'UTC', START).before.from.toISOString().slice(0, 10);
  expect(before('2026-03-01', '2026-03-31')).toBe('2026-02-01');
  expect(before('2026-03-02', '2026-03-31')).toBe('2026-01-31');
  expect(before('2026-03-01', '2026-03-30')).toBe('2026-01-30');
  expect(before('2026-03-05', '2026-03-05')).toBe('2026-03-04');
  for (const choice of ['last_week', { first: '1970-01-01', last: '1970-01-02' }] as const)
    expect(readPeriod(writePeriod(choice))).toEqual(choice);
  expect([readPeriod('1969-12-31..1970-01-02'), readPeriod('2026-01-01..2026-02-30')]).toEqual([undefined, undefined]);
});
