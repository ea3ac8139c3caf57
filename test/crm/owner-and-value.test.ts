/** Changes of the CRM to the owner of a lead and to the value of its deal. */
import { expect, test } from 'vitest';
import type { CrmDeal } from '../../src/crm/crm.ts';
import { accepted, ana, onlyLead, syncedWorld } from './world.ts';

test('an owner outside the sales team is refused, with the reason on record once', async () => {
  const { world, record, leadId } = await accepted();
  world.crm.owners.push({ id: 'o3', name: 'Olga Other', email: null, isActive: true });
  await world.know({ o3: 'OLGA' });
  world.crm.change(record.id, { ownerId: 'o3' });
  await world.sync();
  expect(world.lead(leadId).ownerId).toBe('A');
  expect(world.history(leadId).at(-1)?.details).toEqual({
    ...{ crm: 'HubSpot', differs: { owner: 'Olga Other' } },
    why: `The owner in HubSpot is not in the sales team ${world.team.name}.`,
  });
  const entries = world.history(leadId).length;
  await world.sync();
  expect(world.history(leadId)).toHaveLength(entries);
  expect(world.crm.records.get(record.id)?.ownerId).toBe('o3');
});

test('the owner who was asked to take the lead already changes nothing', async () => {
  const world = await syncedWorld();
  await world.know({ o1: 'A' });
  const record = world.crm.add({ contact: ana });
  await world.sync();
  const { id, assigneeId } = onlyLead(world);
  expect(assigneeId).toBe('A');
  world.crm.change(record.id, { ownerId: 'o1' });
  await world.sync();
  expect(world.lead(id)).toMatchObject({ assigneeId: 'A', ownerId: null });
  expect(world.history(id).at(-1)?.details).toEqual({ crm: 'HubSpot', took: ['owner'] });
});

test('the value of a won deal corrects the win, in the currency of the lead if the CRM names none', async () => {
  const { world, record, leadId } = await accepted();
  const won = { id: 'd1', stage: 'won', amount: 9000, currency: 'EUR', closeOn: '2026-09-01' };
  world.crm.change(record.id, { deal: won });
  await world.sync();
  const wins: unknown[] = [];
  const change = async (deal: Partial<CrmDeal>) => {
    world.crm.change(record.id, { deal: { ...won, ...deal } });
    await world.sync();
    const { status, amount, currency, closeOn } = world.lead(leadId);
    wins.push([status, amount, currency, closeOn, world.history(leadId).at(-1)?.kind]);
  };
  await change({ amount: 8000 });
  await change({ amount: 7000, currency: null });
  await change({ amount: 7000, closeOn: '2026-10-01' });
  await change({ amount: null });
  expect(wins).toEqual([
    ['won', 8000, 'EUR', '2026-09-01', 'valued'],
    ['won', 7000, 'EUR', '2026-09-01', 'valued'],
    ['won', 7000, 'EUR', '2026-10-01', 'synced'],
    ['won', null, null, '2026-09-01', 'valued'],
  ]);
});
