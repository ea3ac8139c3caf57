/** A batch of what is due: what is looked for, written and settled. */
import { describe, expect, test } from 'vitest';
import {
  type Crm,
  CrmError,
  type CrmFound,
  type CrmPlan,
  type CrmRecord,
  type CrmWrite,
  type CrmWritten,
} from '../../src/crm/crm.ts';
import { endLink, linkOfLead } from '../../src/crm/links.ts';
import { order, orderOf, updateOrder } from '../../src/crm/orders.ts';
import { noteFault, syncOf } from '../../src/crm/progress.ts';
import { writeSome } from '../../src/crm/write-orders.ts';
import { keepBlocked } from '../../src/leads/blocked.ts';
import { updateLead } from '../../src/leads/queries.ts';
import type { Lead } from '../../src/leads/table.ts';
import { MONDAY_9 } from '../leads/world.ts';
import { recordOf, smallWorld } from './small-world.ts';
import { ana } from './world.ts';

async function setUp(plan: Partial<CrmPlan> = { fields: {} }) {
  const world = await smallWorld(plan);
  const { db, write, context, connectionId, now } = world;
  const stop = new AbortController();
  const [read, writes, asked] = [new Map<string, CrmFound>(), [] as CrmWrite[], [] as unknown[]];
  let candidates: CrmRecord[] = [];
  let written: (write: CrmWrite, at: number) => CrmWritten | undefined = ({ recordId, leadId, notes }) => ({
    ...{ recordId: recordId ?? `added ${leadId}`, dealId: null, notes: notes.map(({ key }) => key) },
  });
  const crm = {
    read: async (_: CrmPlan, ids: string[]) => {
      asked.push(ids);
      return read;
    },
    find: async (_: CrmPlan, contact: object) => {
      asked.push(contact);
      return candidates;
    },
    write: async (_: CrmPlan, some: CrmWrite[]) => {
      writes.push(...some);
      return some.flatMap((one, at) => written(one, at) ?? []);
    },
  } as unknown as Crm;
  const directory = {
    people: async (ids: Iterable<string>) => [...ids].filter((id) => id === 'A').map((id) => ({ id, name: 'Sam' })),
  };
  return {
    ...{ ...world, stop, read, writes, asked },
    run: () => writeSome({ db, write, now: () => now, context, crm, stop: stop.signal, directory: directory as never }),
    find: (...records: CrmRecord[]) => {
      candidates = records;
    },
    answer: (how: typeof written) => {
      written = how;
    },
    due: (leadId: number, values: Parameters<typeof updateOrder>[2] = {}) =>
      write((tx) => {
        order(tx, { connectionId, leadId, since: MONDAY_9 }, MONDAY_9);
        updateOrder(tx, { connectionId, leadId }, values);
      }),
    orderFor: (leadId: number) => orderOf(db, { connectionId, leadId }),
    linkFor: (leadId: number) => linkOfLead(db, connectionId, leadId),
    /** The orders of the history are done. */
    quiet: () => write((tx) => tx.$client.prepare('update crm_syncs set entry_id = 999').run()),
    change: (leadId: number, values: Partial<Lead>) =>
      write((tx) => updateLead(tx, world.lead(leadId), values, MONDAY_9)),
  };
}

test('nothing is asked when nothing is due', async () => {
  const { run, asked, writes } = await setUp();
  expect([await run(), asked, writes]).toEqual([false, [], []]);
});

test.each([
  [99, false],
  [100, true],
])('of %i orders more may be left: %s', async (count, isMore) => {
  const { run, due, orderFor, asked } = await setUp();
  for (let at = 0; at < count; at += 1) await due(1_000 + at);
  expect([await run(), orderFor(1_000), orderFor(1_000 + count - 1), asked]).toEqual([
    isMore,
    undefined,
    undefined,
    [],
  ]);
});

describe('a lead with a record', () => {
  async function linked(...given: Parameters<typeof setUp>) {
    const world = await setUp(...given);
    const id = await world.accepted();
    await world.link(id);
    await world.quiet();
    await world.due(id);
    return { ...world, id };
  }

  test('is read, merged and written, and its order is done', async () => {
    const { run, id, read, asked, writes, change, orderFor, linkFor, lead, write, connectionId, db, now } =
      await linked();
    await change(id, { country: 'DE' });
    read.set('101', { record: recordOf({ ownerId: 'o1', status: 'Open', contact: { role: 'CEO' } }) });
    await write((tx) => noteFault(tx, connectionId, new CrmError('away', 'No answer.'), MONDAY_9));
    expect([await run(), asked]).toEqual([false, [['101']]]);
    expect(writes).toMatchObject([{ recordId: '101', isRepeat: false, contact: { country: 'Germany' } }]);
    expect([lead(id).role, orderFor(id), linkFor(id)?.syncedAt]).toEqual(['CEO', undefined, now]);
    expect(syncOf(db, connectionId)?.fault).toBeNull();
  });

  test('that was begun before is written as a repeated try', async () => {
    const { run, id, read, writes, change, due } = await linked();
    await change(id, { role: 'CFO' });
    await due(id, { begunAt: MONDAY_9, begun: {} });
    read.set('101', { record: recordOf({ ownerId: 'o1', status: 'Open' }) });
    await run();
    expect(writes.map(({ isRepeat }) => isRepeat)).toEqual([true]);
  });

  test('of which the CRM says nothing waits for the next batch', async () => {
    const { run, id, writes, orderFor } = await linked();
    await run();
    expect([writes, orderFor(id)?.begunAt]).toEqual([[], null]);
  });

  test('that is gone has no order any more, and one that was merged waits for the other record', async () => {
    const gone = await linked();
    gone.read.set('101', { gone: true });
    await gone.run();
    expect([gone.linkFor(gone.id), gone.orderFor(gone.id), gone.writes]).toEqual([undefined, undefined, []]);
    const merged = await linked();
    merged.read.set('101', { merged: '102' });
    await merged.run();
    expect([merged.linkFor(merged.id)?.recordId, merged.orderFor(merged.id)?.begunAt]).toEqual(['102', null]);
  });

  test('names people, or someone', async () => {
    const { run, read, writes } = await linked({ fields: { acceptedBy: 'f' } });
    read.set('101', { record: recordOf({ ownerId: 'o1', status: 'Open' }) });
    await run();
    expect(writes[0]?.extra).toEqual({ acceptedBy: 'Sam' });
    const other = await linked({ fields: { acceptedBy: 'f' } });
    await other.change(other.id, { ownerId: 'C' });
    other.read.set('101', { record: recordOf({ ownerId: 'o1', status: 'Open' }) });
    await other.run();
    expect(other.writes[0]?.extra).toEqual({ acceptedBy: 'Someone' });
  });

  test('whose account is at its limit keeps its order, and the sync stops', async () => {
    const { run, id, read, change, answer, orderFor } = await linked();
    await change(id, { role: 'CFO' });
    read.set('101', { record: recordOf({ ownerId: 'o1', status: 'Open' }) });
    answer(({ recordId }) => ({ recordId, dealId: null, notes: [], error: new CrmError('limit', 'Too many.') }));
    await expect(run()).rejects.toThrow('limit: Too many.');
    expect(orderFor(id)).toMatchObject({ begunAt: expect.any(Date), failedAt: null });
    answer(({ recordId }) => ({ recordId, dealId: null, notes: [], error: new CrmError('refused', 'No.') }));
    expect(await run()).toBe(false);
    expect(orderFor(id)).toMatchObject({ words: 'No.' });
  });

  test('without an outcome stays begun', async () => {
    const { run, id, read, change, answer, orderFor } = await linked();
    await change(id, { role: 'CFO' });
    read.set('101', { record: recordOf({ ownerId: 'o1', status: 'Open' }) });
    answer(() => undefined);
    await run();
    expect(orderFor(id)).toMatchObject({ begunAt: expect.any(Date), isAgain: false, begun: { role: ['CFO', 'CFO'] } });
  });
});

describe('a lead without a record', () => {
  async function alone(values: Partial<Lead> = {}, ...given: Parameters<typeof setUp>) {
    const world = await setUp(...given);
    const id = await world.accepted();
    await world.change(id, values);
    await world.quiet();
    await world.due(id);
    return { ...world, id };
  }

  test.each<[what: string, values: Partial<Lead>, isAdded: boolean]>([
    ['with an address', { phone: null }, true],
    ['with a number', { email: null }, true],
    ['with neither', { email: null, phone: null }, false],
    ['of a list', { isUnhurried: true }, false],
  ])('%s is added: %s', async (_, values, isAdded) => {
    const { run, id, writes, linkFor, orderFor, history } = await alone(values);
    await run();
    expect([writes.length, linkFor(id)?.recordId, orderFor(id)]).toEqual(
      isAdded ? [1, `added ${id}`, undefined] : [0, undefined, undefined],
    );
    const last = history(id).at(-1)?.details;
    if (isAdded) expect(last).toEqual({ crm: 'HubSpot', record: 'added' });
    if (isAdded) expect(linkFor(id)?.isMatch).toBe(false);
  });

  test('is not added where the plan says so, after its record was deleted, nor if its domain is blocked', async () => {
    const plan = await alone({}, { fields: {}, addsLeads: false });
    const deleted = await alone();
    await deleted.link(deleted.id);
    await deleted.write((tx) => {
      const link = linkOfLead(tx, deleted.connectionId, deleted.id);
      if (link) endLink(tx, link, 'gone', MONDAY_9);
    });
    await deleted.due(deleted.id);
    const blocked = await setUp();
    const form = { ...ana, role: null, source: null, stage: null, temperature: 'warm' as const, need: 'A demo' };
    const handoff = {
      form,
      teamId: blocked.team.id,
      assigneeId: null,
      marketerId: 'MIA',
      messageLink: null,
      earlierLeadId: null,
    };
    const { id } = await blocked.write((tx) => keepBlocked(tx, { ...handoff, domain: 'porto.example' }, MONDAY_9));
    await blocked.due(id);
    for (const world of [plan, deleted, blocked]) {
      await world.run();
      expect([world.asked, world.writes]).toEqual([[], []]);
    }
  });

  test('is linked with a record of the same person, and merged', async () => {
    const { run, id, find, writes, lead, linkFor, history } = await alone({ country: 'DE' });
    find(recordOf({ id: '103', ownerId: 'o1', status: 'Open', contact: { role: 'CEO' } }));
    await run();
    expect([linkFor(id)?.recordId, lead(id).role, writes.map(({ recordId }) => recordId)]).toEqual([
      '103',
      'CEO',
      ['103'],
    ]);
    expect(history(id).map(({ details }) => details)).toContainEqual({ crm: 'HubSpot', record: 'linked' });
  });

  test('that was begun before is added, whatever is found', async () => {
    const { run, id, find, writes, due } = await alone();
    await due(id, { begunAt: MONDAY_9, begun: {} });
    find(recordOf({ id: '103' }));
    await run();
    expect(writes.map(({ recordId, isRepeat }) => [recordId, isRepeat])).toEqual([[null, true]]);
  });

  test('prefers the record with its address', async () => {
    const { run, id, find, linkFor } = await alone();
    find(
      recordOf({ id: '103', contact: { email: null } }),
      recordOf({ id: '104', contact: { email: 'ANA@porto.example', phone: null } }),
      recordOf({ id: '105', contact: { email: null } }),
    );
    await run();
    expect(linkFor(id)?.recordId).toBe('104');
  });

  test('is added next to a record of someone else', async () => {
    const { run, id, find, writes } = await alone();
    find(recordOf({ id: '103', contact: { name: 'Bo Li', email: 'bo@li.example' } }));
    await run();
    expect(writes.map(({ recordId, leadId }) => [recordId, leadId])).toEqual([[null, id]]);
  });

  test.each([
    ['accepted', undefined],
    ['won', '103'],
  ] as const)('of a person whose other lead is %s gets the record %s', async (status, recordId) => {
    const { run, id, find, handOff, link, change, linkFor, quiet, orderFor } = await alone();
    const { id: other } = await handOff(MONDAY_9, { name: 'Ana Reis', email: ana.email });
    await change(other, { status });
    await link(other, { recordId: '103' });
    await quiet();
    find(recordOf({ id: '103' }));
    await run();
    expect([linkFor(id)?.recordId, orderFor(id)]).toEqual([recordId, undefined]);
    expect(linkFor(other)?.recordId).toBe(recordId === undefined ? '103' : undefined);
  });

  test('more than twenty are all settled', async () => {
    const { run, handOff, linkFor } = await setUp();
    const ids: number[] = [];
    for (let at = 0; at < 21; at += 1)
      ids.push((await handOff(MONDAY_9, { name: `P ${at}`, email: `p${at}@c${at}.example`, phone: null })).id);
    await run();
    expect(ids.map((id) => linkFor(id)?.recordId)).toEqual(ids.map((id) => `added ${id}`));
  });
});
