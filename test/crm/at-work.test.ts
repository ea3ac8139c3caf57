/** Records that a seller works on in the CRM already, that leave the rule and come back, or that are merged. */
import { describe, expect, test } from 'vitest';
import { endErasedLinks } from '../../src/crm/erase.ts';
import { keptRecords } from '../../src/crm/kept.ts';
import { lastLinkOf, recordOfLead } from '../../src/crm/links.ts';
import { syncState } from '../../src/crm/state.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { disqualifyLead } from '../../src/leads/acts/nurture.ts';
import { cardKey } from '../../src/leads/card-place.ts';
import { eraseLead } from '../../src/leads/erase.ts';
import { type LeadStatus, OTHER } from '../../src/leads/types.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { teams } from '../../src/teams/table.ts';
import { accepted, ana, onlyLead, seller, syncedWorld } from './world.ts';

type World = Awaited<ReturnType<typeof syncedWorld>>;

const page = { limit: 10, offset: 0 };
const deal = { id: 'd1', stage: 'demo', amount: 9, currency: 'EUR', closeOn: null };
const decline = (world: World, leadId: number) =>
  world.write((tx) => declineLead(tx, { leadId, actor: seller, reason: OTHER, words: 'A student' }, world.clock()));
const end = (world: World, leadId: number) =>
  world.write((tx) => disqualifyLead(tx, { leadId, actor: seller, words: null }, world.clock()));
/** The record leaves the rule, and comes back. */
async function qualifiedAgain(world: World, id: string) {
  world.crm.change(id, { isMatch: false });
  await world.sync();
  world.crm.change(id, { isMatch: true });
  await world.sync();
}

describe('a record that comes in', () => {
  test.each<[there: object, status: LeadStatus, after: object]>([
    [{}, 'new', { status: 'New' }],
    [{ status: 'Open' }, 'accepted', { status: 'Open' }],
    [{ status: 'Qualified' }, 'qualified', { status: 'Qualified' }],
    // The end of an earlier time.
    [{ status: 'Customer' }, 'new', { status: 'New' }],
    [{ status: 'Returned' }, 'new', { status: 'New' }],
    [{ status: 'Whatever' }, 'new', { status: 'New' }],
    [{ deal }, 'qualified', { deal }],
    [{ deal: { ...deal, stage: 'won' } }, 'new', { status: 'New', deal: { ...deal, stage: 'won' } }],
    [{ deal: { ...deal, stage: 'lost' } }, 'new', { status: 'New', deal: { ...deal, stage: 'lost' } }],
  ])('with %j is a lead that is %s', async (there, status, after) => {
    const world = await syncedWorld();
    await world.know({ o1: 'A' });
    const { id } = world.crm.add({ contact: ana, ownerId: 'o1', ...there });
    await world.sync();
    expect(onlyLead(world).status).toBe(status);
    expect(world.crm.records.get(id)).toMatchObject(after);
  });

  test('has no seller if its owner is not in the team', async () => {
    const world = await syncedWorld();
    world.crm.owners.push({ id: 'o3', name: 'Olga Other', email: null, isActive: true });
    await world.know({ o3: 'OLGA' });
    world.crm.add({ contact: ana, ownerId: 'o3' });
    await world.sync();
    expect(['A', 'B', 'C']).toContain(onlyLead(world).assigneeId);
  });

  test('stays outside without a rule, and while it does not match', async () => {
    const world = await syncedWorld();
    world.crm.add({ contact: ana, isMatch: false });
    await world.sync();
    expect(world.leads()).toEqual([]);
    const without = await syncedWorld({ plan: { rule: null } });
    without.crm.add({ contact: ana });
    await without.sync();
    expect(without.leads()).toEqual([]);
    expect(syncState(without.db, without.connection.id, without.clock())).toMatchObject({
      isFirstDone: true,
      behindMs: 0,
    });
  });

  test('that was kept is not kept any more once it leaves the rule', async () => {
    const world = await syncedWorld();
    const { id } = world.crm.add({ contact: { name: 'No One' } });
    await world.sync();
    expect(keptRecords(world.db, world.connection.id, page).total).toBe(1);
    world.crm.change(id, { isMatch: false });
    await world.sync();
    expect(keptRecords(world.db, world.connection.id, page)).toEqual({ rows: [], total: 0 });
  });
});

describe('a person whom Baton knows', () => {
  const added = (world: World) => syncState(world.db, world.connection.id, world.clock())?.added;

  test('is linked, and both sides fill what they lack at once', async () => {
    const world = await syncedWorld({ plan: { addsLeads: false } });
    await world.handOff(world.clock(), { ...ana, phone: null, role: 'CFO' });
    await world.sync();
    const record = world.crm.add({ contact: ana });
    await world.sync();
    expect(onlyLead(world).phone).toBe(ana.phone);
    expect(world.crm.records.get(record.id)?.contact.role).toBe('CFO');
  });

  test.each<[what: string, contact: object]>([
    ['someone else at the same number', { name: 'Bo Li', company: 'Li', phone: ana.phone }],
    ['a namesake elsewhere', { name: ana.name, company: 'Li', email: 'ana@li.example' }],
  ])('is not %s', async (_, contact) => {
    const world = await syncedWorld({ plan: { addsLeads: false } });
    await world.handOff(world.clock(), ana);
    await world.sync();
    world.crm.add({ contact });
    await world.sync();
    expect([world.leads().length, added(world)]).toEqual([2, 1]);
  });

  test('is a new lead long after the end of the former one', async () => {
    const world = await syncedWorld({ plan: { addsLeads: false } });
    const { id } = await world.handOff(world.clock(), ana);
    await decline(world, id);
    await end(world, id);
    await world.sync();
    world.later(100 * 86_400);
    world.crm.add({ contact: ana });
    await world.sync();
    expect([world.leads().length, added(world)]).toEqual([2, 1]);
  });
});

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

test('a linked lead whose team was retired is not kept as a record of its own', async () => {
  const { world, record, leadId } = await accepted();
  await decline(world, leadId);
  await world.sync();
  await world.write((tx) =>
    tx.update(teams).set({ retiredAt: world.clock() }).where(eq(teams.id, world.team.id)).run(),
  );
  await qualifiedAgain(world, record.id);
  expect(keptRecords(world.db, world.connection.id, page).total).toBe(0);
  expect(world.lead(leadId).status).toBe('returned');
});

test('the link of a card that is posted shows on it', async () => {
  const world = await syncedWorld({ plan: { addsLeads: false } });
  const { id } = await world.handOff(world.clock(), ana);
  await world.sync();
  const cards = () =>
    world.db
      .select()
      .from(outbox)
      .all()
      .filter(({ kind }) => kind === 'lead_card').length;
  await world.write((tx) => {
    tx.delete(outbox).run();
    savePosted(tx, cardKey(id), { channel: 'CSALES', ts: '1.1' });
  });
  world.crm.add({ contact: ana, ownerId: null });
  await world.sync();
  expect(cards()).toBe(1);
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
    expect(lastLinkOf(world.db, leadId)).toMatchObject({ isMatch: true, endedAt: null });
  });

  test('is a new lead after the end of the former one', async () => {
    const { world, record, leadId } = await accepted();
    await decline(world, leadId);
    await end(world, leadId);
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

  test('changes nothing for a lead that sales has', async () => {
    const { world, record, leadId } = await accepted();
    await qualifiedAgain(world, record.id);
    expect(onlyLead(world)).toMatchObject({ id: leadId, status: 'accepted', ownerId: 'A' });
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

describe('a record that is merged or deleted there', () => {
  const told = (
    world: World,
    moved: { id: string; found: { gone: true } | { merged: string; isConverted?: true } }[],
  ) => {
    const { changes } = world.crm.crm;
    world.crm.crm.changes = async (plan, cursor) => ({ ...(await changes(plan, cursor)), moved });
  };
  const records = (world: World, leadId: number) =>
    world.history(leadId).flatMap(({ details }) => (details as { record?: string } | null)?.record ?? []);

  test.each([
    [undefined, 'merged'],
    [true as const, 'converted'],
  ])('is followed as the CRM tells it (converted: %s)', async (isConverted, word) => {
    const { world, record, leadId } = await accepted();
    const other = world.crm.add({ isMatch: false, contact: { ...ana, role: 'CEO' } });
    told(world, [
      { id: record.id, found: { merged: other.id, ...(isConverted && { isConverted }) } },
      { id: 'unknown', found: { gone: true } },
    ]);
    await world.sync();
    expect(recordOfLead(world.db, leadId)).toMatchObject({
      ...{ recordId: other.id, url: `https://crm.example/record/${other.id}` },
    });
    expect(records(world, leadId)).toEqual([word]);
  });

  test('ends its link when it is deleted', async () => {
    const { world, record, leadId } = await accepted();
    told(world, [{ id: record.id, found: { gone: true } }]);
    await world.sync();
    expect(recordOfLead(world.db, leadId)).toBeUndefined();
    expect(records(world, leadId)).toEqual(['gone']);
  });

  test('leaves the record to the lead that has it already', async () => {
    const { world, record, leadId } = await accepted();
    const other = world.crm.add({ contact: { name: 'Bo Li', email: 'bo@li.example' } });
    await world.sync();
    const [, second] = world.leads();
    told(world, [{ id: record.id, found: { merged: other.id } }]);
    await world.sync();
    expect(recordOfLead(world.db, second?.id ?? 0)?.recordId).toBe(other.id);
    expect(lastLinkOf(world.db, leadId)).toMatchObject({ endedWhy: 'replaced' });
    expect(records(world, leadId)).toEqual(['merged']);
  });
});
