/** Sums of days and months that are kept: used while they are right, and counted again when a lead changes. */
import { expect, test } from 'vitest';
import { catchUp } from '../../src/scoreboard/catch-up.ts';
import { countForScoreboard } from '../../src/scoreboard/count.ts';
import { countRows } from '../../src/scoreboard/count-rows.ts';
import { figureKeys } from '../../src/scoreboard/figures.ts';
import { forgetStory } from '../../src/scoreboard/forget.ts';
import { keepTallies } from '../../src/scoreboard/keep-tallies.ts';
import { dayOf, freshMonths, leadsOf, monthOf, talliesOf } from '../../src/scoreboard/kept-tallies.ts';
import { boardViews } from '../../src/scoreboard/scope.ts';
import { scoreboardTallies } from '../../src/scoreboard/table.ts';
import { partsIn } from '../../src/scoreboard/tallies.ts';
import { createWorld, play, type Turn, type World } from './world.ts';

const DAY = 24 * 60;
const EVER = { view: 'activity' as const, from: new Date(0), to: new Date('2099-01-01') };

async function played(...acts: [act: Turn['act'], lead: number, waitMinutes: number][]): Promise<World> {
  const world = await createWorld();
  for (const [act, lead, waitMinutes] of acts) await play(world, { act, waitMinutes, lead, who: 0, n: 1 });
  await catchUp(world);
  return world;
}

test('a forgotten lead counts nowhere any more, and its days are counted again', async () => {
  const world = await played(['handOff', 0, 1], ['touch', 0, DAY], ['handOff', 0, 3 * DAY]);
  const deps = { ...world, now: () => world.now };
  await countForScoreboard(deps, new AbortController().signal);
  const stale = () =>
    world.db
      .select()
      .from(scoreboardTallies)
      .all()
      .filter(({ marks, counted }) => marks !== counted);
  const before = stale().length;
  await world.write((tx) => forgetStory(tx, 1));
  expect(stale().length).toBeGreaterThan(before);
  expect([leadsOf(world.db, 'handed_off', EVER), leadsOf(world.db, 'touched', EVER)]).toEqual([1, 0]);
  expect(partsIn(talliesOf(world.db, EVER).figures, 'touched')).toEqual([]);
  await world.write((tx) => forgetStory(tx, 1));
  await countForScoreboard(deps, new AbortController().signal);
  expect(partsIn(talliesOf(world.db, EVER).figures, 'handed_off')).toMatchObject([{ leads: 1 }]);
});

test('a stop between days and months leaves the months for later, and a day that changes meanwhile is counted again', async () => {
  const world = await played(['handOff', 0, 1], ['handOff', 0, DAY], ['handOff', 0, 40 * DAY]);
  const rows = () => world.db.select().from(scoreboardTallies).all();
  const stop = new AbortController();
  let writes = 0;
  const write: World['write'] = (change) => {
    writes += 1;
    // As if a lead of the first day changed while its figures were counted.
    if (writes === 1) world.db.$client.exec("update scoreboard_tallies set marks = marks + 1 where view = 'activity'");
    return world.write(change).finally(() => writes === 3 && stop.abort());
  };
  await keepTallies({ ...world, write, now: () => world.now }, stop.signal);
  const days = rows().filter(({ view, level }) => view === 'activity' && level === 'day');
  expect(days.map(({ marks, counted }) => [marks, counted])).toEqual([
    [2, 2],
    [2, 2],
    [2, 0],
  ]);
  expect(rows().filter(({ level }) => level === 'month')).toEqual([]);
});

test('days before today are counted once, and a stop leaves the others for later', async () => {
  const world = await played(['handOff', 0, 1], ['handOff', 0, DAY], ['handOff', 0, 40 * DAY]);
  const rows = (level: string) =>
    world.db
      .select()
      .from(scoreboardTallies)
      .all()
      .filter((row) => row.level === level && row.marks === row.counted).length;
  const stopped = new AbortController();
  stopped.abort();
  await countForScoreboard({ ...world, now: () => world.now }, stopped.signal);
  expect([rows('day'), rows('month')]).toEqual([0, 0]);
  await countForScoreboard({ ...world, now: () => world.now }, new AbortController().signal);
  // Two days and one month of each view; today is not over.
  expect([rows('day'), rows('month')]).toEqual([4, 2]);
  expect(freshMonths(world.db, 'activity', 0, 1e6)).toEqual(new Set([dayOf(new Date('2026-03-01'))]));
});

test('the figures of any days are those of the leads, from kept days and months', async () => {
  const world = await createWorld();
  const acts: Turn['act'][] = ['handOff', 'touch', 'qualify', 'win'];
  for (let n = 0; n < 16; n += 1)
    await play(world, {
      act: acts[n % 4] ?? 'handOff',
      waitMinutes: 6 * DAY + 61,
      lead: Math.floor(n / 4),
      who: 0,
      n: 3,
    });
  await catchUp(world);
  const now = new Date(world.now.getTime() + 40 * DAY * 60_000);
  await keepTallies({ ...world, now: () => now });
  const days = ['2026-03-01', '2026-03-09', '2026-04-01', '2026-05-01', '2026-05-20', '2026-06-01', '2026-07-01'];
  const agree = () => {
    for (const view of boardViews)
      for (const from of days)
        for (const to of days.filter((one) => one > from)) {
          const scope = { view, from: new Date(from), to: new Date(to) };
          const [kept, counted] = [talliesOf(world.db, scope), countRows(world.db, scope)];
          for (const key of figureKeys)
            expect(partsIn(kept.figures, key), `${view} ${key} ${from} ${to}`).toEqual(partsIn(counted.figures, key));
        }
  };
  agree();
  expect(freshMonths(world.db, 'activity', 0, 1e6).size).toBe(4);
  // A lead changes: its days and months are not used until they are counted again.
  await world.write((tx) => forgetStory(tx, 2));
  expect(freshMonths(world.db, 'activity', 0, 1e6).size).toBeLessThan(4);
  agree();
  await keepTallies({ ...world, now: () => now });
  agree();
  expect(freshMonths(world.db, 'activity', 0, 1e6).size).toBe(4);
});

test.each([
  ['2026-03-15', '2026-03-01', '2026-04-01'],
  ['2026-03-01', '2026-03-01', '2026-04-01'],
  ['2026-12-31', '2026-12-01', '2027-01-01'],
])('the month of %s is from %s to before %s', (day, first, next) => {
  const of = (date: string) => dayOf(new Date(date));
  expect(monthOf(of(day))).toEqual({ first: of(first), next: of(next) });
});
