/** Records of the CRM that become leads, are linked with leads, or stay outside with their reason. */
import { describe, expect, test } from 'vitest';
import { setPlan } from '../../src/crm/connection.ts';
import { keptRecords } from '../../src/crm/kept.ts';
import { recordOfLead } from '../../src/crm/links.ts';
import { syncState } from '../../src/crm/state.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { teams } from '../../src/teams/table.ts';
import { PLAN } from './pretend-crm.ts';
import { onlyLead, syncedWorld } from './world.ts';

const page = { limit: 10, offset: 0 };
const ana = { name: 'Ana Reis', company: 'Porto Foods', email: 'ana@porto.example', phone: '+351912345678' };

describe('a record that comes in', () => {
  test('is handed off to its owner, and the CRM learns its status', async () => {
    const world = await syncedWorld();
    await world.know({ o2: 'B' });
    const { id } = world.crm.add({ contact: { ...ana, country: 'Germany' }, ownerId: 'o2', score: 91, need: 'A demo' });
    await world.sync();
    const lead = onlyLead(world);
    expect(lead).toMatchObject({
      ...ana,
      country: 'DE',
      assigneeId: 'B',
      temperature: 'hot',
      need: 'A demo',
      source: 'HubSpot',
    });
    expect(recordOfLead(world.db, lead.id)).toMatchObject({ recordId: id, url: `https://crm.example/record/${id}` });
    expect(world.history(lead.id)[0]).toMatchObject({
      kind: 'handed_off',
      actorId: 'MIA',
      details: { crm: 'HubSpot' },
    });
    expect(world.crm.records.get(id)).toMatchObject({
      status: 'New',
      ownerId: 'o2',
      contact: { phone: '+351912345678' },
    });
    expect(world.crm.writes).toHaveLength(1);
    for (let round = 0; round < 3; round += 1) await world.sync();
    expect(world.crm.writes).toHaveLength(1);
  });

  test('of a person who is a lead already is linked, and fills what either side lacks', async () => {
    const world = await syncedWorld({ plan: { addsLeads: false } });
    const lead = await world.handOff(world.clock(), { ...ana, phone: null, role: 'CFO' });
    const { id } = world.crm.add({ contact: { ...ana, email: 'Ana@Porto.example' }, status: 'Whatever' });
    await world.sync();
    expect(onlyLead(world)).toMatchObject({ id: lead.id, phone: ana.phone, role: 'CFO', email: ana.email });
    expect(world.crm.records.get(id)).toMatchObject({ status: 'New', contact: { role: 'CFO' } });
    expect(world.history(lead.id).map(({ details }) => details)).toContainEqual({ crm: 'HubSpot', record: 'linked' });
  });

  test('without usable contact data is kept with its reason, and comes in once it has some', async () => {
    const world = await syncedWorld();
    const { id } = world.crm.add({ contact: { name: 'Nobody', phone: '12' } });
    await world.sync();
    expect(world.leads()).toEqual([]);
    expect(keptRecords(world.db, world.connection.id, page).rows).toMatchObject([
      {
        recordId: id,
        reason: 'no_contact',
        words: 'The phone number is not valid. A number without + needs a country.',
      },
    ]);
    world.crm.change(id, { contact: { email: 'no@body.example' } });
    await world.sync();
    expect(onlyLead(world)).toMatchObject({ name: 'Nobody', email: 'no@body.example', company: 'body.example' });
    expect(keptRecords(world.db, world.connection.id, page).total).toBe(0);
    expect(syncState(world.db, world.connection.id, world.clock())).toMatchObject({ added: 1, kept: 1, behindMs: 0 });
  });

  test('for a team that was retired is kept, and comes in once an admin chose another', async () => {
    const world = await syncedWorld();
    const { write, team, clock } = world;
    const other = await world.addTeam('South');
    const retire = (retiredAt: Date | null) =>
      write((tx) => tx.update(teams).set({ retiredAt }).where(eq(teams.id, team.id)).run());
    await retire(clock());
    const { id } = world.crm.add({ contact: ana });
    await world.sync();
    expect(world.leads()).toEqual([]);
    expect(keptRecords(world.db, world.connection.id, page).rows).toMatchObject([{ recordId: id, reason: 'refused' }]);
    await write((tx) => setPlan(tx, { plan: { ...PLAN, teamId: other }, by: 'ADA' }, clock()));
    world.later(3600);
    await world.sync();
    expect(onlyLead(world)).toMatchObject({ ...ana, teamId: other });
  });

  test('for the second time, as another record of one person, is kept as a duplicate until the CRM merges the two', async () => {
    const world = await syncedWorld();
    const [one, other] = [world.crm.add({ contact: ana }), world.crm.add({ contact: ana })];
    await world.sync();
    const lead = onlyLead(world);
    expect(keptRecords(world.db, world.connection.id, page).rows).toMatchObject([
      { recordId: other.id, reason: 'duplicate', leadId: lead.id },
    ]);
    world.crm.merge(one.id, other.id);
    for (let minute = 0; minute < 8; minute += 1) await world.sync();
    expect(onlyLead(world).id).toBe(lead.id);
    expect(recordOfLead(world.db, lead.id)?.recordId).toBe(other.id);
    expect(keptRecords(world.db, world.connection.id, page).total).toBe(0);
    expect(world.history(lead.id).map(({ details }) => details)).toContainEqual({ crm: 'HubSpot', record: 'merged' });
  });
});
