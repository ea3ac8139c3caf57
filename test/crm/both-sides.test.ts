/** A field that changed on one side or on both, and what the history says of it. */
import { describe, expect, test } from 'vitest';
import type { CrmPlan } from '../../src/crm/crm.ts';
import { linkOfLead } from '../../src/crm/links.ts';
import { noteLead } from '../../src/leads/acts/note.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { updateLead } from '../../src/leads/queries.ts';
import type { Lead } from '../../src/leads/table.ts';
import { accepted, ana, seller } from './world.ts';

type World = Awaited<ReturnType<typeof accepted>>['world'];

/** A person in Slack changes the lead. */
const change = (world: World, leadId: number, values: Partial<Lead>) =>
  world.write((tx) => {
    updateLead(tx, world.lead(leadId), values, world.clock());
    noteLead(tx, { leadId, actor: seller, words: 'Changed' }, world.clock());
  });
const news = (world: World, leadId: number) =>
  world.history(leadId).flatMap(({ kind, details }) => (kind === 'synced' ? [details] : []));

describe('contact data', () => {
  test.each<[what: string, plan: Partial<CrmPlan>, name: string, details: object]>([
    ['the CRM', {}, 'Ana Silva', { took: ['name'], was: { name: 'Anna Reis' } }],
    ['Baton', { masters: { name: 'baton' } }, 'Anna Reis', { lost: { name: 'Ana Silva' } }],
  ])('that both sides changed is that of its master: %s', async (_, plan, name, details) => {
    const { world, record, leadId } = await accepted({ plan });
    await change(world, leadId, { name: 'Anna Reis' });
    world.crm.change(record.id, { contact: { name: 'Ana Silva' } });
    await world.sync();
    await world.sync();
    expect(world.lead(leadId).name).toBe(name);
    expect(world.crm.records.get(record.id)?.contact.name).toBe(name);
    expect(news(world, leadId)).toEqual([{ crm: 'HubSpot', ...details }]);
  });

  test('that Baton changed goes to the CRM, without a word in the history', async () => {
    const { world, record, leadId } = await accepted();
    await change(world, leadId, { role: 'CFO', country: 'DE' });
    await world.sync();
    expect(world.crm.records.get(record.id)?.contact).toMatchObject({ role: 'CFO', country: 'Germany' });
    expect(world.crm.writes.map(({ contact }) => contact)).toEqual([{ role: 'CFO', country: 'Germany' }]);
    expect(news(world, leadId)).toEqual([]);
  });

  test('that both sides changed to the same is settled', async () => {
    const { world, record, leadId } = await accepted();
    await change(world, leadId, { role: 'CFO' });
    world.crm.change(record.id, { contact: { role: ' CFO ' } });
    await world.sync();
    expect(world.crm.writes.flatMap(({ contact }) => Object.keys(contact))).toEqual([]);
    expect(news(world, leadId)).toEqual([]);
  });

  test('that a lead cannot have is on record once, and the lead keeps its own', async () => {
    const { world, record, leadId } = await accepted();
    world.crm.change(record.id, { contact: { phone: 'ask Ana' } });
    for (let minute = 0; minute < 3; minute += 1) await world.sync();
    expect(world.lead(leadId).phone).toBe(ana.phone);
    expect(news(world, leadId)).toEqual([{ crm: 'HubSpot', differs: { phone: 'ask Ana' } }]);
    expect(world.crm.records.get(record.id)?.contact.phone).toBe('ask Ana');
  });

  test('that a lead cannot have gives way to a later change of the lead', async () => {
    const { world, record, leadId } = await accepted();
    world.crm.change(record.id, { contact: { phone: 'ask Ana' } });
    await world.sync();
    await change(world, leadId, { phone: '+351911111111' });
    await world.sync();
    expect(world.crm.records.get(record.id)?.contact.phone).toBe('+351911111111');
  });

  test('that the CRM empties is emptied, except for the last way to reach the person', async () => {
    const { world, record, leadId } = await accepted();
    world.crm.change(record.id, { contact: { phone: null, company: null } });
    await world.sync();
    expect(world.lead(leadId)).toMatchObject({ phone: null, company: 'porto.example' });
    world.crm.change(record.id, { contact: { email: null } });
    await world.sync();
    expect(world.lead(leadId).email).toBe(ana.email);
  });
});

describe('the owner and the status', () => {
  test('that the CRM has outside of Slack are no change of the lead, and stay there', async () => {
    const { world, record, leadId } = await accepted();
    world.crm.change(record.id, { status: 'Something else' });
    for (let minute = 0; minute < 2; minute += 1) await world.sync();
    expect(world.lead(leadId).status).toBe('accepted');
    expect(news(world, leadId)).toEqual([]);
    expect(world.crm.records.get(record.id)?.status).toBe('Something else');
    await world.write((tx) =>
      touchLead(tx, { leadId, actor: seller, kind: 'call', outcome: null, words: null }, world.clock()),
    );
    await world.sync();
    expect(world.crm.records.get(record.id)?.status).toBe('Open');
  });

  test('names people as the CRM does where the owner of Baton wins', async () => {
    const { world, record, leadId } = await accepted({ plan: { masters: { owner: 'baton' } } });
    await change(world, leadId, { ownerId: 'B' });
    world.crm.change(record.id, { ownerId: 'o9' });
    await world.sync();
    await world.sync();
    expect(world.crm.records.get(record.id)?.ownerId).toBe('o2');
    expect(news(world, leadId)).toEqual([{ crm: 'HubSpot', lost: { owner: 'Jane Elsewhere' } }]);
  });
});

test('a link in step knows since when, and whether its record matches', async () => {
  const { world, record, leadId } = await accepted();
  const link = () => linkOfLead(world.db, world.connection.id, leadId);
  world.crm.change(record.id, { contact: { role: 'CEO' }, isMatch: false, deal: null });
  await world.sync();
  expect(link()).toMatchObject({ syncedAt: world.clock(), seenAt: world.clock(), isMatch: false, dealId: null });
  const inStep = world.clock();
  world.crm.faults.push({ call: 'write', fault: 'away', when: 'before' });
  await change(world, leadId, { role: 'CFO' });
  await world.sync();
  expect(link()?.syncedAt).toEqual(inStep);
});
