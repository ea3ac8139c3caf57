/** How far the sync is, how long it rests after faults, and how late that makes it. */
import { expect, test } from 'vitest';
import { connectCrm } from '../../src/crm/connection.ts';
import { CrmError, type CrmFault } from '../../src/crm/crm.ts';
import { backlogOf, order, updateOrder } from '../../src/crm/orders.ts';
import { added, beginSync, noteFault, noteWorks, syncOf, updateSync } from '../../src/crm/progress.ts';
import { syncState } from '../../src/crm/state.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { MONDAY_9, minutesAfter } from '../leads/world.ts';
import { memoryDatabase } from '../support/temp-database.ts';

async function begun() {
  const db = memoryDatabase();
  const write = createWriter(db);
  const { id } = await write((tx) => {
    const connection = connectCrm(tx, createKeys(':memory:'), { kind: 'hubspot', credentials: {}, by: 'A' }, MONDAY_9);
    beginSync(tx, connection.id);
    return connection;
  });
  return {
    ...{ db, write, id },
    fail: (fault: CrmFault, afterMs?: number) =>
      write((tx) =>
        noteFault(tx, id, new CrmError(fault, 'Words.', afterMs === undefined ? {} : { afterMs }), MONDAY_9),
      ),
    restsMs: () => (syncOf(db, id)?.restsUntil?.getTime() ?? 0) - MONDAY_9.getTime(),
  };
}

test('it rests half a minute at most after a fault, twice as long after each more, and an hour at most', async () => {
  const { fail, restsMs } = await begun();
  for (const seconds of [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]) {
    await fail('away');
    expect(restsMs()).toBeLessThanOrEqual(seconds * 1000);
    expect(restsMs()).toBeGreaterThanOrEqual(seconds * 500);
  }
});

test('it rests as long as the CRM asks, and ten minutes where a right is missing', async () => {
  const { fail, restsMs } = await begun();
  await fail('limit', 7_000);
  expect(restsMs()).toBe(7_000);
  await fail('right');
  expect(restsMs()).toBe(600_000);
  await fail('right', 0);
  expect(restsMs()).toBe(0);
});

test('a call that works ends the fault, and its pauses begin again', async () => {
  const { db, write, id, fail, restsMs } = await begun();
  for (let time = 0; time < 5; time += 1) await fail('away');
  expect(syncOf(db, id)).toMatchObject({ fault: 'away', words: 'Words.', failures: 5 });
  await write((tx) => noteWorks(tx, id));
  expect(syncOf(db, id)).toMatchObject({ fault: null, words: null, failures: 0, restsUntil: null });
  await fail('away');
  expect(restsMs()).toBeLessThanOrEqual(30_000);
});

test('counts are added, and what is not told stays', () => {
  const counts = { read: 5, added: 3, known: 1, kept: 1 };
  expect(added(counts, {})).toEqual(counts);
  expect(added(counts, { read: 4, added: 1, known: 1, kept: 2 })).toEqual({ read: 9, added: 4, known: 2, kept: 3 });
});

test('a sync that begins again goes on where it was', async () => {
  const { db, write, id } = await begun();
  await write((tx) => {
    updateSync(tx, id, { cursor: '7', counts: { read: 5, added: 3, known: 1, kept: 1 } });
    beginSync(tx, id);
  });
  expect(syncOf(db, id)).toMatchObject({ cursor: '7', counts: { read: 5 } });
});

test('both sides are behind by the oldest order, or by a reading that is more than a minute late', async () => {
  const { db, write, id } = await begun();
  const state = (minute: number) => syncState(db, id, minutesAfter(MONDAY_9, minute));
  expect(syncState(db, 0, MONDAY_9)).toBeUndefined();
  expect(state(60)).toMatchObject({ behindMs: 0, isFirstDone: false, readAt: null, waiting: 0 });
  await write((tx) => updateSync(tx, id, { readAt: MONDAY_9, firstDoneAt: MONDAY_9 }));
  expect([0, 1, 3].map((minute) => state(minute)?.behindMs)).toEqual([0, 0, 120_000]);
  await write((tx) => {
    order(tx, { connectionId: id, leadId: 1, since: minutesAfter(MONDAY_9, 1) }, MONDAY_9);
    order(tx, { connectionId: id, leadId: 2, since: minutesAfter(MONDAY_9, -5) }, MONDAY_9);
    order(tx, { connectionId: id, leadId: 3, since: minutesAfter(MONDAY_9, -9) }, MONDAY_9);
    updateOrder(tx, { connectionId: id, leadId: 3 }, { failedAt: MONDAY_9 });
  });
  expect(state(1)).toMatchObject({ behindMs: 360_000, waiting: 2, failed: 1, isFirstDone: true });
  expect(backlogOf(db, id)).toEqual({ waiting: 2, since: minutesAfter(MONDAY_9, -5), failed: 1 });
  expect(backlogOf(db, 0)).toEqual({ waiting: 0, since: null, failed: 0 });
});
