import { expect, test } from 'vitest';
import { catchUp } from '../../src/scoreboard/catch-up.ts';
import { readWeek } from '../../src/scoreboard/week.ts';
import { createWorld, play, type Turn, type World } from './world.ts';

const DAY = 24 * 60;

async function go(world: World, acts: [act: Turn['act'], lead: number, n: number, waitMinutes?: number][]) {
  for (const [act, lead, n, waitMinutes = 1] of acts) await play(world, { act, waitMinutes, lead, who: 0, n });
  await catchUp(world);
}

test('names the three causes that moved most, and asks about a clause that many returns name', async () => {
  const world = await createWorld();
  await go(world, [['handOff', 0, 0]]);
  await go(world, [
    ['handOff', 0, 1, 7 * DAY],
    ['decline', 1, 1],
  ]);
  const leads = [2, 3, 4, 5, 6];
  await go(world, [
    ['note', 0, 0, 7 * DAY],
    ...leads.map((): [Turn['act'], number, number] => ['handOff', 0, 0]),
    ...leads.map((lead): [Turn['act'], number, number] => ['decline', lead, 2]),
  ]);
  world.now = new Date(world.now.getTime() + 7 * DAY * 60_000);
  const week = readWeek(world.db, world.now);
  expect(week?.figures).toMatchObject({ handed_off: 5, returned: 5, won: 0 });
  expect(week?.before).toMatchObject({ handed_off: 1, returned: 1 });
  expect(week?.causes).toEqual([
    { kind: 'source', name: 'Webinar', leads: 5, before: 0 },
    { kind: 'reason', name: 'Wrong contact', leads: 5, before: 0 },
    { kind: 'clause', name: 'More than 50 people', leads: 5, before: 0 },
  ]);
  expect(week?.question).toEqual({ kind: 'clause', name: 'More than 50 people' });
});

test('compares nothing in the first weeks, and is silent about an empty one', async () => {
  const world = await createWorld();
  await go(world, [
    ['handOff', 0, 0],
    ['touch', 0, 0],
  ]);
  world.now = new Date(world.now.getTime() + 7 * DAY * 60_000);
  expect(readWeek(world.db, world.now)).toMatchObject({ before: undefined, causes: [], question: { kind: 'nothing' } });
  world.now = new Date(world.now.getTime() + 7 * DAY * 60_000);
  expect(readWeek(world.db, world.now)).toBeUndefined();
});
