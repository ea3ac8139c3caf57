/** When health says that the sync is late. */
import { expect, test } from 'vitest';
import { refuseKey, replaceKey, stopCrm, switchOn } from '../../src/crm/connection.ts';
import { crmHealth } from '../../src/crm/trouble.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { MONDAY_9 } from '../leads/world.ts';
import { syncedWorld } from './world.ts';

const MINUTE = 60;
type World = Awaited<ReturnType<typeof syncedWorld>>;

/** @param startedAt of Baton */
const isLate = (world: World, startedAt: Date | undefined) => crmHealth(world.db, startedAt, world.clock())?.isLate;

async function inStep() {
  const world = await syncedWorld();
  expect(isLate(world, MONDAY_9)).toBe(false);
  await world.sync();
  return world;
}

test('it is late after a quarter of an hour behind, counted from the start after a downtime', async () => {
  const world = await inStep();
  world.later(30 * MINUTE);
  expect(isLate(world, MONDAY_9)).toBe(true);
  expect(isLate(world, undefined)).toBe(true);
  const startedAt = world.clock();
  expect(isLate(world, startedAt)).toBe(false);
  world.later(15 * MINUTE);
  expect(isLate(world, startedAt)).toBe(false);
  world.later(1);
  expect(isLate(world, startedAt)).toBe(true);
  await world.sync();
  expect(isLate(world, startedAt)).toBe(false);
});

test.each([
  [
    'stopped',
    (world: World) => world.write((tx) => stopCrm(tx, { by: 'ADA' }, world.clock())),
    (world: World) => world.write((tx) => switchOn(tx, { by: 'ADA' }, world.clock())),
  ],
  [
    'refused',
    (world: World) => world.write((tx) => refuseKey(tx, { words: 'Expired.' }, world.clock())),
    (world: World) =>
      world.write((tx) => {
        const check = { account: 'Northwind', missing: [], notes: [] };
        replaceKey(tx, createKeys(':memory:'), { credentials: {}, check, by: 'ADA' }, world.clock());
      }),
  ],
])('it is not late right after it was %s for long', async (_, off, on) => {
  const world = await inStep();
  await off(world);
  world.later(60 * MINUTE);
  expect(isLate(world, MONDAY_9)).toBe(false);
  await on(world);
  expect(isLate(world, MONDAY_9)).toBe(false);
  world.later(15 * MINUTE + 1);
  expect(isLate(world, MONDAY_9)).toBe(true);
});
