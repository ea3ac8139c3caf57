/** Orders are made of the history of leads, and end with their links. */
import { expect, test } from 'vitest';
import { connectCrm } from '../../src/crm/connection.ts';
import { endErasedLinks } from '../../src/crm/erase.ts';
import { addLink, endLink, lastLinkOf, wasLinked } from '../../src/crm/links.ts';
import { dueOrders, order, orderChanged, orderOf, updateOrder } from '../../src/crm/orders.ts';
import { beginSync, syncOf } from '../../src/crm/progress.ts';
import { eraseLead } from '../../src/leads/erase.ts';
import { recordPast } from '../../src/leads/history.ts';
import { erasedLeads } from '../../src/leads/table.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { MONDAY_9, minutesAfter, salesTeam } from '../leads/world.ts';

async function setUp() {
  const world = await salesTeam();
  const { db, write } = world;
  const { id: connectionId } = await write((tx) => {
    const connection = connectCrm(tx, createKeys(':memory:'), { kind: 'hubspot', credentials: {}, by: 'A' }, MONDAY_9);
    beginSync(tx, connection.id);
    return connection;
  });
  return {
    ...{ ...world, connectionId },
    make: (now = MONDAY_9) => write((tx) => orderChanged(tx, connectionId, now)),
    find: (leadId: number) => orderOf(db, { connectionId, leadId }),
    due: (now = MONDAY_9, limit = 10) => dueOrders(db, connectionId, now, limit).map(({ leadId }) => leadId),
    set: (leadId: number, values: Parameters<typeof updateOrder>[2]) =>
      write((tx) => updateOrder(tx, { connectionId, leadId }, values)),
    link: (leadId: number) =>
      write((tx) => {
        const times = { linkedAt: MONDAY_9, syncedAt: MONDAY_9, seenAt: MONDAY_9 };
        const of = { connectionId, leadId, recordId: '101', url: 'https://crm.example/101', base: {} };
        return addLink(tx, { ...of, isMatch: true, notedEntryId: 0, ...times });
      }),
  };
}

test('each lead that changed has one, since its oldest change', async () => {
  const { handOff, make, find, due, write } = await setUp();
  expect(await make()).toBe(false);
  const lead = await handOff(minutesAfter(MONDAY_9, 1));
  await write((tx) =>
    recordPast(tx, lead, { kind: 'noted', actorId: 'A', details: { words: 'Later' } }, minutesAfter(MONDAY_9, 4)),
  );
  const now = minutesAfter(MONDAY_9, 5);
  expect(await make(now)).toBe(false);
  expect(find(lead.id)).toMatchObject({
    since: minutesAfter(MONDAY_9, 1),
    notBefore: now,
    isAgain: false,
    attempts: 0,
  });
  expect([due(MONDAY_9), due(now)]).toEqual([[], [lead.id]]);
});

test('leads that changed together are written in the order of their changes', async () => {
  const { handOff, make, due } = await setUp();
  const ids: number[] = [];
  for (const name of ['Ana', 'Bo', 'Cy'])
    ids.push((await handOff(MONDAY_9, { name, email: `${name}@firm.example` })).id);
  await make();
  expect(due()).toEqual(ids);
});

test('a change from the future, after the clock was set back, counts from now', async () => {
  const { handOff, make, find } = await setUp();
  const lead = await handOff(minutesAfter(MONDAY_9, 60));
  await make(MONDAY_9);
  expect(find(lead.id)?.since).toEqual(MONDAY_9);
});

test('changes of the CRM itself make none', async () => {
  const { handOff, make, find, write, db, connectionId } = await setUp();
  const lead = await handOff(MONDAY_9);
  await make();
  const before = syncOf(db, connectionId)?.entryId ?? 0;
  await write((tx) => {
    tx.$client.prepare('delete from crm_orders').run();
    recordPast(tx, lead, { kind: 'synced', actorId: null, details: { crm: 'HubSpot' } }, MONDAY_9);
    const details = { teamId: 1, assigneeId: null, earlierLeadId: null, crm: 'HubSpot' };
    recordPast(tx, lead, { kind: 'handed_off', actorId: 'MIA', details }, MONDAY_9);
  });
  await make();
  expect(find(lead.id)).toBeUndefined();
  expect(syncOf(db, connectionId)?.entryId).toBe(before + 2);
});

test('a long history is read in parts, and no entry is missed', async () => {
  const { handOff, make, find, write } = await setUp();
  const first = await handOff(MONDAY_9);
  await make();
  await write((tx) => {
    for (let entry = 0; entry < 500; entry += 1)
      recordPast(tx, first, { kind: 'noted', actorId: 'A', details: { words: 'x' } }, MONDAY_9);
  });
  const last = await handOff(MONDAY_9, { name: 'Bo Li', email: 'bo@li.example' });
  expect([await make(), find(last.id)]).toEqual([true, undefined]);
  expect([await make(), find(last.id)?.leadId]).toEqual([false, last.id]);
});

test('a sync that has not begun makes none', async () => {
  const { write, handOff } = await setUp();
  await handOff(MONDAY_9);
  expect(await write((tx) => orderChanged(tx, 99, MONDAY_9))).toBe(false);
});

test('a change during a try is noted, and one after a failure is a new try', async () => {
  const { write, find, due, set, connectionId } = await setUp();
  const again = (now: Date) => write((tx) => order(tx, { connectionId, leadId: 1, since: now }, now));
  const later = minutesAfter(MONDAY_9, 30);
  await again(MONDAY_9);
  await set(1, { attempts: 4, notBefore: minutesAfter(MONDAY_9, 60) });
  await again(later);
  expect(find(1)).toMatchObject({ isAgain: true, attempts: 4, notBefore: minutesAfter(MONDAY_9, 60), since: MONDAY_9 });
  await set(1, { failedAt: MONDAY_9 });
  expect(due(minutesAfter(MONDAY_9, 90))).toEqual([]);
  await again(later);
  expect(find(1)).toMatchObject({ failedAt: null, attempts: 0, notBefore: later });
  expect(due(later)).toEqual([1]);
});

test('an order ends with its link', async () => {
  const { handOff, make, find, link, write, db, connectionId } = await setUp();
  const { id } = await handOff(MONDAY_9);
  await make();
  const linked = await link(id);
  await write((tx) => endLink(tx, linked, 'gone', minutesAfter(MONDAY_9, 1)));
  expect(find(id)).toBeUndefined();
  expect(lastLinkOf(db, id)).toMatchObject({ endedWhy: 'gone', endedAt: minutesAfter(MONDAY_9, 1), base: {} });
  expect([wasLinked(db, connectionId, id), wasLinked(db, connectionId, 99)]).toEqual([true, false]);
});

test('an erased lead leaves no order behind, linked or not, and is dealt with once', async () => {
  const { handOff, make, find, link, write, db } = await setUp();
  const { id: linked } = await handOff(MONDAY_9);
  const { id: alone } = await handOff(MONDAY_9, { name: 'Bo Li', email: 'bo@li.example' });
  const { id: ended } = await link(linked);
  await make();
  await write((tx) => {
    for (const id of [linked, alone]) eraseLead(tx, id, MONDAY_9);
  });
  await make();
  expect(db.select().from(erasedLeads).all()).toHaveLength(2);
  await write((tx) => endErasedLinks(tx, minutesAfter(MONDAY_9, 1)));
  expect([find(linked), find(alone), db.select().from(erasedLeads).all()]).toEqual([undefined, undefined, []]);
  expect(lastLinkOf(db, linked)).toMatchObject({ id: ended, endedWhy: 'erased', endedAt: minutesAfter(MONDAY_9, 1) });
});
