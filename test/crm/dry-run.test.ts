/** The dry run: leads that would come in, and fields that would be written. */
import { describe, expect, test } from 'vitest';
import type { CrmPlan } from '../../src/crm/crm.ts';
import { dryRun } from '../../src/crm/dry-run.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { noteLead } from '../../src/leads/acts/note.ts';
import { qualifyLead } from '../../src/leads/acts/outcome.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { PLAN } from './pretend-crm.ts';
import { accepted, ana, seller, syncedWorld } from './world.ts';

type World = Awaited<ReturnType<typeof syncedWorld>>;

async function run(world: World, plan: Partial<CrmPlan> = {}) {
  const context = await world.syncer.contextOf(world.connection, { ...PLAN, teamId: world.team.id, ...plan });
  return await dryRun(world.db, context, world.crm.crm, world.clock());
}

describe('an incoming lead', () => {
  const person = (at: number) => ({ contact: { name: `P ${at}`, email: `p${at}@c${at}.example` } });
  const incoming = async (world: World, plan?: Partial<CrmPlan>) =>
    (await run(world, plan)).incoming.map(({ record, becomes }) => [record.contact.name, becomes.kind]);

  test('is a new lead, one that Baton has, or none with the reason', async () => {
    const world = await syncedWorld();
    const lead = await world.handOff(world.clock(), ana);
    const records = [
      world.crm.add(person(1)),
      world.crm.add({ contact: ana }),
      world.crm.add({ contact: { phone: '12' } }),
    ];
    world.crm.add({ ...person(2), isMatch: false });
    const { incoming } = await run(world);
    expect(incoming.map(({ url }) => url)).toEqual(records.map(({ id }) => `https://crm.example/record/${id}`));
    expect(incoming.map(({ becomes }) => becomes)).toEqual([
      { kind: 'new' },
      { kind: 'lead', lead },
      { kind: 'none', words: 'The phone number is not valid. A number without + needs a country.' },
    ]);
    expect(world.leads()).toHaveLength(1);
    expect(world.crm.writes).toEqual([]);
  });

  test('is not what is linked already, and nothing without a rule', async () => {
    const { world } = await accepted();
    world.crm.add(person(1));
    expect(await incoming(world)).toEqual([['P 1', 'new']]);
    world.crm.crm.changes = () => Promise.reject(new Error('never asked'));
    expect(await incoming(world, { rule: null })).toEqual([]);
  });

  test('is ten records at most, of as many pages as it takes, but five', async () => {
    const world = await syncedWorld({ page: 4 });
    for (let at = 0; at < 4; at += 1) world.crm.add({ ...person(at), isMatch: false });
    for (let at = 4; at < 30; at += 1) world.crm.add(person(at));
    expect((await incoming(world)).map(([name]) => name)).toEqual(Array.from({ length: 10 }, (_, at) => `P ${at + 4}`));
    const calls: unknown[] = [];
    const { changes } = world.crm.crm;
    world.crm.crm.changes = (plan, cursor) => {
      calls.push(cursor);
      return changes(plan, cursor);
    };
    await incoming(world);
    // The first page has no match, and four more have the ten.
    expect(calls.splice(0)).toHaveLength(4);
    world.crm.crm.changes = async (_, cursor) => {
      calls.push(cursor);
      return { records: [], cursor: String(calls.length), isEnd: false };
    };
    expect(await incoming(world)).toEqual([]);
    expect(calls).toEqual([null, '1', '2', '3', '4']);
  });
});

describe('an outgoing lead', () => {
  test('is each field that differs, as people know its values', async () => {
    const { world, record, leadId } = await accepted();
    await world.write((tx) => {
      touchLead(tx, { leadId, actor: seller, kind: 'call', outcome: null, words: null }, world.clock());
      qualifyLead(tx, { leadId, actor: seller, deal: { amount: 5, currency: 'EUR', closeOn: null } }, world.clock());
    });
    world.crm.change(record.id, { ownerId: 'o2', contact: { name: 'Anna Reis', phone: null } });
    const { outgoing } = await run(world);
    expect(outgoing).toEqual([
      {
        lead: world.lead(leadId),
        url: `https://crm.example/record/${record.id}`,
        fields: [
          { field: 'phone', from: null, to: ana.phone },
          { field: 'owner', from: 'Sue Sales', to: 'Sam Sales' },
          { field: 'deal', from: null, to: 'first' },
          { field: 'status', from: 'Open', to: 'Qualified' },
        ],
      },
    ]);
    const masters = { name: 'baton', owner: 'crm' } as const;
    expect((await run(world, { masters })).outgoing[0]?.fields.map(({ field }) => field)).toEqual([
      ...['name', 'phone', 'deal', 'status'],
    ]);
  });

  test('is the deal in its stage of the CRM, and a status that the CRM lacks', async () => {
    const { world, record, leadId } = await accepted();
    await world.write((tx) => {
      touchLead(tx, { leadId, actor: seller, kind: 'call', outcome: null, words: null }, world.clock());
      qualifyLead(tx, { leadId, actor: seller, deal: { amount: 5, currency: 'EUR', closeOn: null } }, world.clock());
    });
    const deal = { id: 'd1', stage: 'demo', amount: 6, currency: 'EUR', closeOn: null };
    world.crm.change(record.id, { deal, status: null });
    expect((await run(world)).outgoing[0]?.fields).toEqual([
      { field: 'deal', from: 'demo', to: 'demo' },
      { field: 'status', from: null, to: 'Qualified' },
    ]);
  });

  test('has a value of the CRM that no lead can have as it is there', async () => {
    const { world, record } = await accepted();
    world.crm.change(record.id, { contact: { phone: 'ask Ana' } });
    expect((await run(world)).outgoing[0]?.fields).toEqual([{ field: 'phone', from: 'ask Ana', to: ana.phone }]);
  });

  test('is a record that would be added, or linked, for a lead of Slack', async () => {
    const world = await syncedWorld();
    const known = world.crm.add({ isMatch: false, contact: { ...ana, company: 'Porto Foods' } });
    const first = await world.handOff(world.clock(), { ...ana, role: 'CFO' });
    const second = await world.handOff(world.clock(), { name: 'Bo Li', company: 'Li', email: 'bo@li.example' });
    const { outgoing } = await run(world);
    expect(outgoing.map(({ lead, url }) => [lead.id, url])).toEqual([
      [second.id, undefined],
      [first.id, `https://crm.example/record/${known.id}`],
    ]);
    expect(outgoing[0]?.fields).toContainEqual({ field: 'email', from: null, to: 'bo@li.example' });
    expect(outgoing[1]?.fields).toContainEqual({ field: 'role', from: null, to: 'CFO' });
    expect((await run(world, { addsLeads: false })).outgoing).toEqual([]);
  });

  test('leaves out a record that is gone, and shows the ten leads that changed last', async () => {
    const { world, record, leadId } = await accepted();
    world.crm.remove(record.id);
    expect((await run(world)).outgoing).toEqual([]);
    const leads = [];
    for (let at = 0; at < 11; at += 1)
      leads.push(await world.handOff(world.clock(), { name: `Q ${at}`, email: `q${at}@d${at}.example` }));
    const [first] = leads;
    await world.write((tx) => {
      acceptLead(tx, { leadId: first?.id ?? 0, seller, by: 'button' }, world.clock());
      noteLead(tx, { leadId: first?.id ?? 0, actor: seller, words: 'Call later' }, world.clock());
    });
    expect((await run(world)).outgoing.map(({ lead }) => lead.name)).toEqual([
      'Q 0',
      ...Array.from({ length: 9 }, (_, at) => `Q ${10 - at}`),
    ]);
    expect(leadId).toBeGreaterThan(0);
  });
});
