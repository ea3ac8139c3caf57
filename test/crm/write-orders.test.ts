/** Leads with something to write: which get a record, and what a stop leaves for the next run. */
import { describe, expect, test } from 'vitest';
import { linkOfLead, recordOfLead } from '../../src/crm/links.ts';
import { crmOrders } from '../../src/crm/table.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { handOffFromList } from '../../src/leads/acts/list.ts';
import { noteLead } from '../../src/leads/acts/note.ts';
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
