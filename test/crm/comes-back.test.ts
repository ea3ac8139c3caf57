/** Records that leave the rule and come back, and those of a list, through whole syncs. */
import { describe, expect, test } from 'vitest';
import { endErasedLinks } from '../../src/crm/erase.ts';
import { lastLinkOf, recordOfLead } from '../../src/crm/links.ts';
import { syncState } from '../../src/crm/state.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { disqualifyLead } from '../../src/leads/acts/nurture.ts';
import { eraseLead } from '../../src/leads/erase.ts';
import { OTHER } from '../../src/leads/types.ts';
import { accepted, ana, onlyLead, seller, syncedWorld } from './world.ts';

type World = Awaited<ReturnType<typeof syncedWorld>>;

const decline = (world: World, leadId: number) =>
  world.write((tx) => declineLead(tx, { leadId, actor: seller, reason: OTHER, words: 'A student' }, world.clock()));
/** The record leaves the rule, and comes back. */
async function qualifiedAgain(world: World, id: string) {
  world.crm.change(id, { isMatch: false });
  await world.sync();
  world.crm.change(id, { isMatch: true });
  await world.sync();
}

test('the fields that an admin chose are filled also where the CRM has no status to learn', async () => {
  const world = await syncedWorld({ plan: { status: null, deals: null } });
  world.crm.add({ contact: ana });
  await world.sync();
  expect(world.crm.writes.map(({ extra }) => extra)).toEqual([{ contacts: 0 }]);
});

test('a record of a list is neither merged nor written back', async () => {
  const world = await syncedWorld({ page: 5 });
  await world.know({ o1: 'A' });
  for (let at = 0; at < 6; at += 1)
    world.crm.add({ contact: { name: `P ${at}`, email: `p${at}@c${at}.example` }, ownerId: 'o1', status: 'Open' });
  await world.sync();
  expect(world.leads().every(({ status, isUnhurried }) => status === 'new' && isUnhurried)).toBe(true);
  expect(world.crm.writes).toEqual([]);
});

describe('a record that leaves the rule and comes back', () => {
  test('brings its lead back from marketing', async () => {
    const { world, record, leadId } = await accepted();
    await decline(world, leadId);
    await world.sync();
    expect(world.crm.records.get(record.id)?.status).toBe('Returned');
    await qualifiedAgain(world, record.id);
    expect(onlyLead(world)).toMatchObject({ id: leadId, status: 'new' });
    expect(world.crm.records.get(record.id)?.status).toBe('New');
  });

  test('is a new lead after the end of the former one', async () => {
    const { world, record, leadId } = await accepted();
    await decline(world, leadId);
    await world.write((tx) => disqualifyLead(tx, { leadId, actor: seller, words: null }, world.clock()));
    await world.sync();
    world.later(100 * 86_400);
    world.crm.change(record.id, { status: null });
    await qualifiedAgain(world, record.id);
    const [, second] = world.leads();
    expect(second).toMatchObject({ ...ana, status: 'new' });
    expect(recordOfLead(world.db, second?.id ?? 0)?.recordId).toBe(record.id);
    expect(lastLinkOf(world.db, leadId)).toMatchObject({ endedWhy: 'replaced' });
    expect(syncState(world.db, world.connection.id, world.clock())).toMatchObject({ added: 2, waiting: 0 });
    expect(world.crm.records.get(record.id)?.status).toBe('New');
  });

  test('stays away after an erasure until then', async () => {
    const { world, record, leadId } = await accepted();
    await world.write((tx) => {
      eraseLead(tx, leadId, world.clock());
      endErasedLinks(tx, world.clock());
    });
    world.crm.change(record.id, { contact: { role: 'CEO' } });
    await world.sync();
    expect(world.leads()).toHaveLength(1);
    await qualifiedAgain(world, record.id);
    expect(world.leads()).toHaveLength(2);
  });
});
