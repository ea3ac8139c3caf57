/** A run of the sync: when it reads, when it rests, and what stops it. */
import { describe, expect, test } from 'vitest';
import { disconnectCrm, openConnection, setPlan, stopCrm } from '../../src/crm/connection.ts';
import { CrmError } from '../../src/crm/crm.ts';
import { keptRecords } from '../../src/crm/kept.ts';
import { syncState } from '../../src/crm/state.ts';
import { crmLinks } from '../../src/crm/table.ts';
import { noteLead } from '../../src/leads/acts/note.ts';
import { PLAN } from './pretend-crm.ts';
import { accepted, ana, seller, syncedWorld } from './world.ts';

type World = Awaited<ReturnType<typeof syncedWorld>>;

/** The calls of the CRM, in order. */
function calls(world: World): string[] {
  const made: string[] = [];
  const { crm } = world.crm;
  for (const name of ['changes', 'read', 'find', 'write'] as const) {
    const call = crm[name] as (...given: unknown[]) => Promise<never>;
    crm[name] = ((...given: unknown[]) => {
      made.push(name);
      return call.call(crm, ...given);
    }) as never;
  }
  return made;
}
const state = (world: World) => syncState(world.db, world.connection.id, world.clock());
const person = (at: number) => ({ contact: { name: `P ${at}`, email: `p${at}@c${at}.example` } });

describe('a run', () => {
  test('reads the rule each half a minute, and linked records after five minutes', async () => {
    const { world } = await accepted();
    const made = calls(world);
    const callsIn = async (seconds: number) => {
      made.length = 0;
      world.later(seconds);
      await world.syncer.run(world.stop.signal);
      return made.join(' ');
    };
    expect([await callsIn(29), await callsIn(1), await callsIn(29), await callsIn(31)]).toEqual([
      '',
      'changes',
      '',
      'changes',
    ]);
    await world.write((tx) =>
      tx
        .update(crmLinks)
        .set({ seenAt: new Date(world.clock().getTime() - 300_000) })
        .run(),
    );
    expect([await callsIn(29), await callsIn(1), await callsIn(30)]).toEqual(['', 'changes read', 'changes']);
  });

  test('also when the clock was set back', async () => {
    const { world } = await accepted();
    const made = calls(world);
    world.later(-3600);
    await world.syncer.run(world.stop.signal);
    expect(made).toEqual(['changes']);
  });

  test('writes at once what changed here', async () => {
    const { world, leadId } = await accepted();
    const made = calls(world);
    world.later(5);
    await world.write((tx) => noteLead(tx, { leadId, actor: seller, words: 'Call later' }, world.clock()));
    await world.syncer.run(world.stop.signal);
    expect(made).toEqual(['read', 'write']);
  });

  test('ends between two pages when the sync is stopped, or the plan is another one', async () => {
    for (const act of [
      (world: World) => world.write((tx) => stopCrm(tx, { by: 'ADA' }, world.clock())),
      (world: World) =>
        world.write((tx) =>
          setPlan(tx, { plan: { ...PLAN, teamId: world.team.id, addsLeads: false }, by: 'ADA' }, world.clock()),
        ),
    ]) {
      const world = await syncedWorld({ page: 5 });
      for (let at = 0; at < 15; at += 1) world.crm.add(person(at));
      const { changes } = world.crm.crm;
      let pages = 0;
      world.crm.crm.changes = async (...given) => {
        pages += 1;
        if (pages === 2) await act(world);
        return await changes(...given);
      };
      await world.sync();
      expect(pages).toBe(2);
      expect(state(world)).toMatchObject({ isFirstDone: false });
    }
  });

  test('ends soon after a stop, and goes on where it was', async () => {
    const world = await syncedWorld({ page: 5 });
    for (let at = 0; at < 15; at += 1) world.crm.add(person(at));
    const { changes } = world.crm.crm;
    world.crm.crm.changes = async (...given) => {
      world.stop.abort();
      return await changes(...given);
    };
    await world.sync();
    expect(world.leads()).toEqual([]);
    world.crm.crm.changes = changes;
    await world.syncer.run(new AbortController().signal);
    expect(world.leads()).toHaveLength(15);
  });

  test.each([new CrmError('away', 'aborted'), new TypeError('aborted')])(
    'that fails after a stop has no fault: %s',
    async (error) => {
      const world = await syncedWorld();
      world.crm.crm.changes = () => {
        world.stop.abort();
        return Promise.reject(error);
      };
      await world.sync();
      expect(state(world)).toMatchObject({ fault: null });
    },
  );

  test('rests after a fault, and asks nothing until then', async () => {
    const world = await syncedWorld();
    const made = calls(world);
    world.crm.faults.push({ call: 'changes', fault: 'limit', when: 'before', afterMs: 120_000 });
    await world.sync();
    await world.sync();
    expect(made).toEqual(['changes']);
    expect(world.warned).toEqual([{ crm: 'hubspot', fault: 'limit', words: 'changes failed' }]);
    await world.sync();
    expect(made).toEqual(['changes', 'changes']);
  });

  test('of a CRM that was disconnected does nothing', async () => {
    const world = await syncedWorld();
    const made = calls(world);
    await world.write((tx) => disconnectCrm(tx, { by: 'ADA' }, world.clock()));
    await world.sync();
    expect(made).toEqual([]);
  });

  test('throws a bug, which is no fault of the CRM', async () => {
    const world = await syncedWorld();
    world.crm.crm.changes = () => Promise.reject(new TypeError('a bug'));
    await expect(world.sync()).rejects.toThrow('a bug');
    expect(state(world)).toMatchObject({ fault: null });
  });

  test.each([
    ['key', 'refused'],
    ['away', 'on'],
  ] as const)('that fails with %s leaves the connection %s', async (fault, expected) => {
    const world = await syncedWorld();
    world.crm.faults.push({ call: 'changes', fault, when: 'before' });
    await world.sync();
    expect(openConnection(world.db)?.state).toBe(expected);
    expect(state(world)).toMatchObject({ fault, words: 'changes failed' });
  });
});

test('stages and statuses are named as people know them', async () => {
  const world = await syncedWorld();
  world.crm.crm.offers = async () => ({
    ...{ rules: [], fields: [] },
    statusFields: [
      { id: 's', label: 'Status', type: 'choice', options: [{ id: 'OPEN', label: 'Open' }] },
      { id: 't', label: 'Text', type: 'text' },
    ],
    pipelines: [{ id: 'p', label: 'Sales', stages: [{ id: 'd', label: 'Demo' }] }],
  });
  const { labelOf, crm } = await world.syncer.contextOf(world.connection, PLAN);
  expect([crm, ...['OPEN', 'd', 'other'].map(labelOf)]).toEqual(['HubSpot', 'Open', 'Demo', 'other']);
});

describe('the first run', () => {
  test('shows how far it is until it is done, and no run after it', async () => {
    const world = await syncedWorld({ page: 5 });
    for (let at = 0; at < 15; at += 1) world.crm.add(person(at));
    await world.sync();
    // The first page and the last one: those in between come too soon.
    expect(world.announced).toEqual([world.connection.id, world.connection.id]);
    world.crm.add(person(99));
    await world.sync();
    expect(world.announced).toHaveLength(2);
  });

  test('is a list when its first page is not the last one, else when it has more than twenty new records', async () => {
    const isList = async (count: number, page: number) => {
      const world = await syncedWorld({ page });
      for (let at = 0; at < count; at += 1) world.crm.add(person(at));
      await world.sync();
      expect(world.leads()).toHaveLength(count);
      return world.leads().every(({ isUnhurried }) => isUnhurried);
    };
    expect([await isList(20, 50), await isList(21, 50), await isList(6, 5)]).toEqual([false, true, true]);
  });

  test('of records that Baton has, or that do not match, is no list', async () => {
    const world = await syncedWorld({ page: 3 });
    for (let at = 0; at < 4; at += 1) world.crm.add({ ...person(at), isMatch: false });
    world.crm.add(person(9));
    await world.sync();
    expect(world.leads().map(({ isUnhurried }) => isUnhurried)).toEqual([false]);
  });

  test('counts what it read, and links a lead of Slack', async () => {
    const world = await syncedWorld();
    await world.handOff(world.clock(), ana);
    world.crm.add({ contact: ana });
    world.crm.add({ contact: { name: 'No One' } });
    world.crm.add(person(1));
    await world.sync();
    expect(state(world)).toMatchObject({ read: 3, added: 1, known: 1, kept: 1, isFirstDone: true, waiting: 0 });
  });
});

test('a record that was kept is looked at again after an hour, and forgotten when it is gone', async () => {
  const world = await syncedWorld();
  const { id } = world.crm.add({ contact: { name: 'No One' } });
  await world.sync();
  const kept = () => keptRecords(world.db, world.connection.id, { limit: 10, offset: 0 }).total;
  world.crm.remove(id);
  world.later(58 * 60);
  await world.sync();
  expect(kept()).toBe(1);
  await world.sync();
  await world.sync();
  expect(kept()).toBe(0);
});
