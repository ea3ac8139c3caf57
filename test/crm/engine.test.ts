/** The sync of both sides: what comes in, what goes out, and that nothing is done twice. */
import { describe, expect, test } from 'vitest';
import { deadLetters, leaveOut, tryAgain } from '../../src/crm/dead-letters.ts';
import { endErasedLinks } from '../../src/crm/erase.ts';
import { lastLinkOf, recordOfLead } from '../../src/crm/links.ts';
import { syncState } from '../../src/crm/state.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { noteLead } from '../../src/leads/acts/note.ts';
import { qualifyLead, winLead } from '../../src/leads/acts/outcome.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { eraseLead } from '../../src/leads/erase.ts';
import { crmMessages } from '../../src/messages/crm.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { accepted, ana, onlyLead, seller, syncedWorld } from './world.ts';

const page = { limit: 10, offset: 0 };
type World = Awaited<ReturnType<typeof syncedWorld>>;

const kinds = (world: World, leadId: number) => world.history(leadId).map(({ kind }) => kind);
describe('a change in the CRM', () => {
  test('of contact data reaches the lead, with the former value in its history', async () => {
    const { world, record, leadId } = await accepted();
    world.crm.change(record.id, { contact: { phone: '+351 911 111 111', role: 'CEO' } });
    await world.sync();
    expect(world.lead(leadId)).toMatchObject({ phone: '+351911111111', role: 'CEO' });
    expect(world.history(leadId).at(-1)).toMatchObject({
      kind: 'synced',
      actorId: null,
      details: { crm: 'HubSpot', took: ['phone', 'role'], was: { phone: ana.phone } },
    });
    await world.sync();
    expect(world.crm.writes).toEqual([]);
  });

  test('of its owner reassigns the lead; an owner outside of Slack is on record', async () => {
    const { world, record, leadId } = await accepted();
    world.crm.change(record.id, { ownerId: 'o2' });
    await world.sync();
    expect(world.lead(leadId).ownerId).toBe('B');
    expect(world.history(leadId).at(-1)).toMatchObject({
      kind: 'reassigned',
      actorId: null,
      details: { in: 'HubSpot', to: 'B' },
    });
    world.crm.change(record.id, { ownerId: 'o9' });
    await world.sync();
    expect(world.lead(leadId).ownerId).toBe('B');
    expect(world.history(leadId).at(-1)?.details).toEqual({ crm: 'HubSpot', differs: { owner: 'Jane Elsewhere' } });
    await world.sync();
    expect(world.crm.records.get(record.id)?.ownerId).toBe('o9');
  });

  test('of its deal is the act of the lifecycle, with the value', async () => {
    const { world, record, leadId } = await accepted();
    const deal = { id: 'd1', stage: 'demo', amount: 9000, currency: 'EUR', closeOn: '2026-09-01' };
    world.crm.change(record.id, { deal });
    await world.sync();
    expect(world.lead(leadId)).toMatchObject({ status: 'qualified', amount: 9000, closeOn: '2026-09-01' });
    expect(world.crm.records.get(record.id)).toMatchObject({ status: 'Qualified', deal: { stage: 'demo' } });
    world.crm.change(record.id, { deal: { ...deal, amount: 8000 } });
    await world.sync();
    expect(world.lead(leadId)).toMatchObject({ status: 'qualified', amount: 8000 });
    world.crm.change(record.id, { deal: { ...deal, stage: 'won', amount: 8500 } });
    await world.sync();
    expect(world.lead(leadId)).toMatchObject({ status: 'won', amount: 8500, ownerId: 'A' });
    expect(world.crm.records.get(record.id)).toMatchObject({ status: 'Customer' });
    expect(kinds(world, leadId)).toEqual([...['handed_off', 'accepted', 'touched', 'qualified', 'valued', 'won']]);
    expect(world.history(leadId).at(-1)).toMatchObject({ actorId: null, details: { in: 'HubSpot', amount: 8500 } });
  });

  test('that the lifecycle does not allow is written back once, and on record', async () => {
    const world = await syncedWorld();
    const record = world.crm.add({ contact: ana, ownerId: 'o9' });
    await world.sync();
    const { id } = onlyLead(world);
    world.crm.change(record.id, { status: 'Open' });
    await world.sync();
    expect(world.lead(id).status).toBe('new');
    expect(world.crm.records.get(record.id)?.status).toBe('New');
    expect(world.history(id).at(-1)?.details).toEqual({
      ...{ crm: 'HubSpot', lost: { status: 'Open' } },
      why: 'No one has accepted this lead, and its owner in HubSpot is not a seller of the team in Slack.',
    });
    const entries = world.history(id).length;
    // An automation that sets it again and again.
    for (let round = 0; round < 4; round += 1) {
      world.crm.change(record.id, { status: 'Open' });
      await world.sync();
    }
    expect(world.crm.records.get(record.id)?.status).toBe('Open');
    expect(world.crm.writes.filter(({ status }) => status !== undefined)).toHaveLength(2);
    expect(world.history(id)).toHaveLength(entries);
  });

  test('takes a new lead all the way, if the owner is a seller in Slack', async () => {
    const world = await syncedWorld();
    await world.know({ o2: 'B' });
    const record = world.crm.add({ contact: ana });
    await world.sync();
    world.crm.change(record.id, { ownerId: 'o2', status: 'Qualified' });
    await world.sync();
    expect(onlyLead(world)).toMatchObject({ status: 'qualified', ownerId: 'B' });
    expect(world.history(1).find(({ kind }) => kind === 'accepted')).toMatchObject({
      actorId: 'B',
      details: { in: 'HubSpot' },
    });
  });
});

describe('both sides at once', () => {
  test('the master of a field wins, and the other value is in the history', async () => {
    const { world, record, leadId } = await accepted();
    world.crm.change(record.id, { status: 'Customer', contact: { role: 'CEO' } });
    await world.write((tx) => {
      touchLead(tx, { leadId, actor: seller, kind: 'call', outcome: null, words: null }, world.clock());
      qualifyLead(tx, { leadId, actor: seller, deal: { amount: 5, currency: 'EUR', closeOn: null } }, world.clock());
    });
    await world.sync();
    expect(world.lead(leadId)).toMatchObject({ status: 'qualified', role: 'CEO' });
    expect(world.crm.records.get(record.id)).toMatchObject({
      status: 'Qualified',
      deal: { amount: 5, stage: 'first' },
    });
    expect(world.history(leadId).at(-1)?.details).toEqual({
      ...{ crm: 'HubSpot', took: ['role'], lost: { status: 'Customer' } },
    });
  });

  test('a CRM that spells values in its own way gets each once', async () => {
    const { world, record, leadId } = await accepted({ spell: (_, value) => `${value} ` });
    await world.write((tx) => noteLead(tx, { leadId, actor: seller, words: 'Asked for a price' }, world.clock()));
    for (let round = 0; round < 5; round += 1) await world.sync();
    expect(world.crm.writes).toHaveLength(1);
    expect([...(world.crm.records.get(record.id)?.notes.values() ?? [])]).toEqual(['noted Asked for a price']);
  });
});

describe('a lead of Slack', () => {
  test('is added with its past, and linked where the CRM has the person', async () => {
    const world = await syncedWorld();
    await world.know({ o1: 'A' });
    const known = world.crm.add({ isMatch: false, contact: { ...ana, name: 'Ana Reis' } });
    const [first, second] = await Promise.all([
      world.handOff(world.clock(), { ...ana, role: 'CFO' }),
      world.handOff(world.clock(), {
        name: 'Bo Li',
        company: 'Li',
        email: 'bo@li.example',
        phone: '+4930901820',
        country: 'DE',
      }),
    ]);
    await world.write((tx) => acceptLead(tx, { leadId: second.id, seller, by: 'button' }, world.clock()));
    await world.sync();
    const added = recordOfLead(world.db, second.id);
    expect(recordOfLead(world.db, first.id)?.recordId).toBe(known.id);
    expect(world.crm.records.get(added?.recordId ?? '')).toMatchObject({
      ...{ status: 'Open', ownerId: 'o1' },
      contact: { name: 'Bo Li', company: 'Li', email: 'bo@li.example', phone: '+4930901820', country: 'Germany' },
    });
    expect(world.crm.records.get(known.id)?.contact.role).toBe('CFO');
    expect(world.crm.records.size).toBe(2);
    expect([...(world.crm.records.get(known.id)?.notes.values() ?? [])]).toEqual(['handed_off']);
  });

  test('is won with its value in one deal, which a second win does not add again', async () => {
    const { world, record, leadId } = await accepted();
    await world.write((tx) => {
      touchLead(tx, { leadId, actor: seller, kind: 'call', outcome: 'reached', words: 'Nice' }, world.clock());
      qualifyLead(tx, { leadId, actor: seller, deal: { amount: 5, currency: 'EUR', closeOn: null } }, world.clock());
    });
    await world.sync();
    await world.write((tx) => winLead(tx, { leadId, actor: seller }, world.clock()));
    await world.sync();
    expect(world.crm.records.get(record.id)).toMatchObject({
      ...{ status: 'Customer', deal: { id: `d${record.id}`, stage: 'won', amount: 5 } },
    });
    expect(world.crm.writes.map(({ deal }) => deal?.id)).toEqual([null, `d${record.id}`]);
  });

  test('that was deleted in the CRM is not added there again', async () => {
    const { world, record, leadId } = await accepted();
    world.crm.remove(record.id);
    await world.write((tx) => noteLead(tx, { leadId, actor: seller, words: 'Call later' }, world.clock()));
    await world.sync();
    expect(world.history(leadId).at(-1)?.details).toEqual({ crm: 'HubSpot', record: 'gone' });
    await world.write((tx) => noteLead(tx, { leadId, actor: seller, words: 'Called' }, world.clock()));
    await world.sync();
    expect(world.crm.writes).toEqual([]);
    expect(recordOfLead(world.db, leadId)).toBeUndefined();
  });
});

describe('a write', () => {
  const note = (world: World, leadId: number, words = 'Call later') =>
    world.write((tx) => noteLead(tx, { leadId, actor: seller, words }, world.clock()));

  test('whose outcome is unknown is looked for before it is tried again', async () => {
    const { world, record, leadId } = await accepted();
    world.crm.faults.push({ call: 'write', fault: 'away', when: 'after' });
    await note(world, leadId);
    await world.sync();
    expect(syncState(world.db, world.connection.id, world.clock())).toMatchObject({ waiting: 1, fault: 'away' });
    await world.sync();
    expect(world.crm.writes.map(({ isRepeat }) => isRepeat)).toEqual([false, true]);
    expect(world.crm.records.get(record.id)?.notes.size).toBe(1);
    expect(syncState(world.db, world.connection.id, world.clock())).toMatchObject({ waiting: 0, fault: null });
  });

  test('that is refused is shown in the words of the CRM, and can be tried again or left out', async () => {
    const { world, leadId } = await accepted();
    world.crm.refuse(() => 'Property "industry" is required');
    await note(world, leadId);
    await world.sync();
    const { id } = world.connection;
    expect(deadLetters(world.db, id, page).rows).toMatchObject([{ leadId, words: 'Property "industry" is required' }]);
    await world.sync();
    expect(await world.write((tx) => tryAgain(tx, { connectionId: id, leadId, by: 'ADA' }, world.clock()))).toBe(1);
    await world.sync();
    expect(deadLetters(world.db, id, page).total).toBe(1);
    expect(await world.write((tx) => leaveOut(tx, { connectionId: id, by: 'ADA' }, world.clock()))).toBe(1);
    world.crm.refuse(() => undefined);
    await note(world, leadId, 'The next change takes all with it');
    await world.sync();
    expect(world.crm.writes.flatMap(({ notes }) => notes.map(({ text }) => text))).toEqual([
      ...['noted Call later', 'noted The next change takes all with it'],
    ]);
  });

  test('waits as long as the CRM asks, and everything stops when the key is refused', async () => {
    const { world, leadId } = await accepted();
    await note(world, leadId);
    world.crm.faults.push({ call: 'read', fault: 'limit', when: 'before', afterMs: 600_000 });
    for (let minute = 0; minute < 10; minute += 1) await world.sync();
    expect(world.crm.writes).toEqual([]);
    await world.sync();
    expect(world.crm.writes).toHaveLength(1);
    world.crm.faults.push({ call: 'changes', fault: 'key', when: 'before' });
    await note(world, leadId, 'Later');
    for (let minute = 0; minute < 10; minute += 1) await world.sync();
    expect(world.crm.writes).toHaveLength(1);
  });
});

describe('an erased lead', () => {
  test('leaves nothing in the sync, tells the CRM nothing, and does not come in again', async () => {
    const { world, record, leadId } = await accepted();
    await world.write((tx) => {
      noteLead(tx, { leadId, actor: seller, words: 'Call later' }, world.clock());
      eraseLead(tx, leadId, world.clock());
      endErasedLinks(tx, world.clock());
    });
    expect(lastLinkOf(world.db, leadId)).toMatchObject({ endedWhy: 'erased', base: {}, recordId: record.id });
    world.crm.change(record.id, { contact: { role: 'CEO' } });
    for (let minute = 0; minute < 8; minute += 1) await world.sync();
    expect(world.leads()).toHaveLength(1);
    expect(world.crm.writes).toEqual([]);
    expect(world.crm.records.get(record.id)?.contact).toMatchObject(ana);
    // Marketing qualifies the person again.
    world.crm.change(record.id, { isMatch: false });
    await world.sync();
    world.crm.change(record.id, { isMatch: true });
    await world.sync();
    expect(world.leads()).toHaveLength(2);
  });
});

describe('the first run', () => {
  test('brings many records as a list, and later ones with cards', async () => {
    const world = await syncedWorld({ page: 50 });
    for (let at = 0; at < 120; at += 1) world.crm.add({ contact: { name: `P ${at}`, email: `p${at}@c${at}.example` } });
    await world.sync();
    expect(world.leads()).toHaveLength(120);
    expect(world.leads().every(({ isUnhurried }) => isUnhurried)).toBe(true);
    expect(world.crm.writes).toEqual([]);
    world.crm.add({ contact: ana });
    await world.sync();
    expect(world.leads().at(-1)).toMatchObject({ ...ana, isUnhurried: false });
    expect(syncState(world.db, world.connection.id, world.clock())).toMatchObject({
      read: 121,
      added: 121,
      isFirstDone: true,
    });
  });

  test('tells the channel of the team once about a list, with whom the leads are assigned to', async () => {
    const world = await syncedWorld({ page: 50 });
    await world.know({ o1: 'A' });
    const add = (count: number, from: number) => {
      for (let at = from; at < from + count; at += 1)
        world.crm.add({ contact: { name: `P ${at}`, email: `p${at}@c${at}.example` }, ownerId: at % 2 ? 'o1' : null });
    };
    add(120, 0);
    const told = () => {
      const { deliver } = crmMessages().crm_list;
      return world.db
        .select()
        .from(outbox)
        .where(eq(outbox.kind, 'crm_list'))
        .all()
        .map(({ payload }) => deliver(world.db, payload as never, world.clock()) as { to: string; message: object });
    };
    // It dies between two pages: the message waits for the last one.
    await world.dieAfter(8);
    expect(told()).toEqual([]);
    await world.sync();
    await world.sync();
    expect(told()).toMatchObject([{ to: world.team.channelId, message: { text: '120 leads came in from HubSpot' } }]);
    // Later, only what comes in at once.
    add(2, 120);
    await world.sync();
    expect(told()).toHaveLength(1);
    add(30, 122);
    await world.sync();
    const [first, second, ...more] = told();
    expect([first, second].map((one) => one?.message)).toMatchObject([
      { text: '120 leads came in from HubSpot' },
      { text: '30 leads came in from HubSpot' },
    ]);
    expect(more).toEqual([]);
    const assigned = world.leads().filter(({ assigneeId }) => assigneeId !== null).length;
    expect(assigned).toBeGreaterThan(60);
    expect(JSON.stringify(second)).toContain('Assigned: ');
  });

  test('goes on where it stopped', async () => {
    const world = await syncedWorld({ page: 20 });
    for (let at = 0; at < 100; at += 1) world.crm.add({ contact: { name: `P ${at}`, email: `p${at}@c${at}.example` } });
    world.crm.faults.push({ call: 'changes', fault: 'away', when: 'after' });
    await world.sync();
    expect(world.leads()).toHaveLength(0);
    await world.sync();
    expect(world.leads()).toHaveLength(100);
    expect(new Set(world.leads().map(({ email }) => email)).size).toBe(100);
  });
});
