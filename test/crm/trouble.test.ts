/** When health says that the sync is late. */
import { expect, test } from 'vitest';
import { connectCrm, disconnectCrm, refuseKey, replaceKey, stopCrm, switchOn } from '../../src/crm/connection.ts';
import { order } from '../../src/crm/orders.ts';
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

test('it is not late before the first run is done, and unknown before it was switched on, or without a CRM', async () => {
  const world = await syncedWorld();
  await world.write((tx) =>
    order(tx, { connectionId: world.connection.id, leadId: 1, since: world.clock() }, world.clock()),
  );
  world.later(60 * MINUTE);
  expect(crmHealth(world.db, MONDAY_9, world.clock())).toMatchObject({
    ...{ crm: 'HubSpot', state: 'on', behindMs: 3_600_000, waiting: 1, refused: 0, isLate: false },
  });
  await world.write((tx) => disconnectCrm(tx, { by: 'ADA' }, world.clock()));
  expect(crmHealth(world.db, MONDAY_9, world.clock())).toBeUndefined();
  await world.write((tx) =>
    connectCrm(tx, createKeys(':memory:'), { kind: 'salesforce', credentials: {}, by: 'ADA' }, world.clock()),
  );
  expect(crmHealth(world.db, MONDAY_9, world.clock())).toBeUndefined();
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
