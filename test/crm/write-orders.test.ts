/** Leads with something to write: which get a record, and what a stop leaves for the next run. */
import { describe, expect, test } from 'vitest';
import { linkOfLead, recordOfLead } from '../../src/crm/links.ts';
import { syncState } from '../../src/crm/state.ts';
import { crmOrders } from '../../src/crm/table.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { handOffFromList } from '../../src/leads/acts/list.ts';
import { noteLead } from '../../src/leads/acts/note.ts';
import { disqualifyLead } from '../../src/leads/acts/nurture.ts';
import { OTHER } from '../../src/leads/types.ts';
import { accepted, ana, seller, syncedWorld } from './world.ts';

const bo = { name: 'Bo Li', company: 'Li', email: 'bo@li.example' };

test('a stop while leads are looked for in the CRM leaves all of them for the next run', async () => {
  const world = await syncedWorld();
  await world.handOff(world.clock(), ana);
  await world.handOff(world.clock(), bo);
  const { find } = world.crm.crm;
  world.crm.crm.find = async (...asked) => {
    world.stop.abort();
    return await find(...asked);
  };
  await world.sync();
  expect(world.crm.records.size).toBe(0);
  world.crm.crm.find = find;
  world.later(60);
  await world.syncer.run(new AbortController().signal);
  expect(world.crm.records.size).toBe(2);
});

describe('a lead of Slack', () => {
  test('is not added when the plan says so', async () => {
    const world = await syncedWorld({ plan: { addsLeads: false } });
    await world.handOff(world.clock(), ana);
    await world.sync();
    expect(world.crm.records.size).toBe(0);
    expect(syncState(world.db, world.connection.id, world.clock())).toMatchObject({ waiting: 0 });
  });

  test('of a list is added once someone acts on it', async () => {
    const world = await syncedWorld();
    const form = { ...ana, role: null, source: null, stage: null, temperature: 'warm' as const, need: 'A demo' };
    const handoff = { form, teamId: world.team.id, assigneeId: null, marketerId: 'MIA', messageLink: null };
    const lead = await world.write((tx) =>
      handOffFromList(tx, { ...handoff, earlierLeadId: null, importId: 1 }, world.clock()),
    );
    await world.sync();
    expect(world.crm.records.size).toBe(0);
    await world.write((tx) => acceptLead(tx, { leadId: lead.id, seller, by: 'button' }, world.clock()));
    await world.sync();
    expect(world.crm.records.size).toBe(1);
  });

  test('is linked with the record that has its address, before another of the same person', async () => {
    const world = await syncedWorld();
    world.crm.add({ isMatch: false, contact: { ...ana, email: null } });
    const right = world.crm.add({ isMatch: false, contact: { ...ana, phone: null } });
    const lead = await world.handOff(world.clock(), ana);
    await world.sync();
    expect(recordOfLead(world.db, lead.id)?.recordId).toBe(right.id);
    expect(world.history(lead.id).map(({ details }) => details)).toContainEqual({ crm: 'HubSpot', record: 'linked' });
  });

  test('is added next to a record of someone else with the same number', async () => {
    const world = await syncedWorld();
    const other = world.crm.add({ isMatch: false, contact: { ...bo, phone: ana.phone } });
    const lead = await world.handOff(world.clock(), ana);
    await world.sync();
    expect(world.crm.records.size).toBe(2);
    expect(recordOfLead(world.db, lead.id)?.recordId).not.toBe(other.id);
  });

  test('two leads of one person in a batch get one record', async () => {
    const world = await syncedWorld();
    const first = await world.handOff(world.clock(), ana);
    const second = await world.handOff(world.clock(), { ...ana, phone: null });
    await world.sync();
    await world.sync();
    expect(world.crm.records.size).toBe(1);
    const linked = [first, second].filter(({ id }) => recordOfLead(world.db, id));
    expect(linked).toEqual([first]);
    expect(world.db.select().from(crmOrders).all()).toEqual([]);
  });

  test('of a person whose earlier lead has ended takes over the record', async () => {
    const { world, record, leadId } = await accepted();
    await world.write((tx) => {
      declineLead(tx, { leadId, actor: seller, reason: OTHER, words: 'A student' }, world.clock());
      disqualifyLead(tx, { leadId, actor: seller, words: null }, world.clock());
    });
    await world.sync();
    const again = await world.handOff(world.clock(), ana);
    await world.sync();
    expect(recordOfLead(world.db, again.id)?.recordId).toBe(record.id);
    expect(recordOfLead(world.db, leadId)).toBeUndefined();
  });
});

test('a change that leaves nothing to write is noted as written', async () => {
  const { world, leadId } = await accepted({ plan: { writesNotes: false, fields: {} } });
  await world.write((tx) => noteLead(tx, { leadId, actor: seller, words: 'Call later' }, world.clock()));
  await world.sync();
  expect(world.crm.writes).toEqual([]);
  expect(linkOfLead(world.db, world.connection.id, leadId)).toMatchObject({
    ...{ syncedAt: world.clock(), notedEntryId: world.history(leadId).at(-1)?.id },
  });
});
