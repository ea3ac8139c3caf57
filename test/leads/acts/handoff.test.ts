/** A lead is handed off: what is on record, who is asked, who hears of it. */
import { describe, expect, test } from 'vitest';
import { appendToLead, type HandOff, handOff } from '../../../src/leads/acts/handoff.ts';
import { handOffKnown, waysWith } from '../../../src/leads/acts/known.ts';
import { handOffFromList } from '../../../src/leads/acts/list.ts';
import { routeAllWaiting } from '../../../src/leads/acts/move.ts';
import { countEntries, requireLead } from '../../../src/leads/queries.ts';
import { assignmentsOf } from '../../../src/leads/routing/queries.ts';
import { saveRoster } from '../../../src/leads/routing/roster.ts';
import { indexedThrough, TOGETHER } from '../../../src/leads/search-index.ts';
import type { Lead } from '../../../src/leads/table.ts';
import type { KnownWay, LeadStatus } from '../../../src/leads/types.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { memberships } from '../../../src/teams/table.ts';
import { leadIn } from '../leads.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

type World = Awaited<ReturnType<typeof salesTeam>>;

const FORM: HandOff['form'] = {
  ...{ name: 'Jane Doe', company: 'Acme', email: 'jane@gmail.com', phone: null, role: null, source: null },
  ...{ stage: null, temperature: 'warm', need: 'A demo' },
};
const LATER = minutesAfter(MONDAY_9, 60);
const linkAt = (at: Date) => `https://northwind.slack.example/archives/CFORMS/p${at.getTime() / 1000}000000`;

const given = ({ team }: World, more: Partial<HandOff> = {}): HandOff => ({
  ...{ form: FORM, teamId: team.id, assigneeId: null, marketerId: 'MIA', messageLink: null, earlierLeadId: null },
  ...more,
});
const hand = (world: World, more: Partial<HandOff> = {}, now = MONDAY_9) =>
  world.write((tx) => handOff(tx, given(world, more), now));
const unknown = ({ write }: World) => write((tx) => tx.delete(memberships).run());

describe('the record of a hand-off', () => {
  test.each<[string, Partial<HandOff>, object]>([
    ['only the usual', {}, {}],
    ['the list and the rule', { importId: 7, byRule: ['country'] }, { importId: 7, byRule: ['country'] }],
    ['the CRM', { crm: 'HubSpot', byRule: [] }, { crm: 'HubSpot' }],
    ['an earlier lead', { earlierLeadId: 1 }, { earlierLeadId: 1 }],
    [
      'how long it waited in a message',
      { messageLink: linkAt(MONDAY_9) },
      { messageAt: MONDAY_9.getTime(), afterMs: 3_600_000 },
    ],
    ['no wait in a message of right now', { messageLink: linkAt(LATER) }, { messageAt: LATER.getTime(), afterMs: 0 }],
    ['no wait in a message of the future', { messageLink: linkAt(minutesAfter(LATER, 1)) }, {}],
    ['no wait in another place', { messageLink: 'https://northwind.example/' }, {}],
  ])('has %s', async (_, more, details) => {
    const world = await salesTeam();
    await hand(world);
    const { id } = await hand(world, more, LATER);
    const usual = { teamId: world.team.id, assigneeId: null, earlierLeadId: null };
    expect(world.entries(id)).toMatchObject([{ kind: 'handed_off', actorId: 'MIA', at: LATER }]);
    expect(world.entries(id)[0]?.details).toEqual({ ...usual, ...details });
  });

  test('from a list has the list', async () => {
    const world = await salesTeam();
    const lead = await world.write((tx) => handOffFromList(tx, given(world, { importId: 7 }), MONDAY_9));
    expect(world.entries(lead.id)[0]?.details).toMatchObject({ importId: 7 });
    expect(world.entries(lead.id)[0]?.details).not.toHaveProperty('crm');
  });

  test.each([
    [79, 'warm', 'warm'],
    [80, 'cold', 'hot'],
    [null, 'hot', 'hot'],
  ] as const)('a score of %s makes a %s lead %s', async (score, temperature, is) => {
    const world = await salesTeam();
    expect((await hand(world, { form: { ...FORM, score, temperature } })).temperature).toBe(is);
  });
});

test('a seller who is named is asked and hears of it, unless they handed it off themselves or cannot take it', async () => {
  const world = await salesTeam();
  expect(await hand(world, { assigneeId: 'C' })).toMatchObject({ assigneeId: 'C', dueAt: minutesAfter(MONDAY_9, 120) });
  expect(world.told()).toEqual(['C handed_off']);
  await hand(world, { assigneeId: 'C', marketerId: 'C' });
  await world.setSeller('C', { absence: 'has an away status' });
  expect((await hand(world, { assigneeId: 'C' })).assigneeId).toBe('A');
  expect((await hand(world)).assigneeId).toBe('B');
  expect(world.told()).toEqual(['C handed_off']);
});

test(`leads join the search ${TOGETHER} at a time`, async () => {
  const world = await salesTeam();
  const handMany = (count: number) =>
    world.write((tx) => {
      for (let made = 0; made < count; made += 1) handOff(tx, given(world), MONDAY_9);
      return indexedThrough(tx);
    });
  expect(await handMany(TOGETHER - 1)).toBe(0);
  expect(await handMany(1)).toBe(TOGETHER);
});

describe('while the team is not known', () => {
  test('a lead waits in its channel, and finds its person as soon as it is', async () => {
    const world = await salesTeam();
    await unknown(world);
    const [first, second] = [await hand(world), await hand(world)];
    expect([first.assigneeId, second.assigneeId]).toEqual([null, null]);
    await world.write((tx) => routeAllWaiting(tx, LATER));
    expect(requireLead(world.db, first.id).assigneeId).toBeNull();
    await world.write((tx) => {
      saveRoster(tx, world.team.id, [{ userId: 'A', absence: null, undisturbedUntil: null }], LATER);
      tx.update(outbox).set({ state: 'sent' }).run();
      routeAllWaiting(tx, LATER);
    });
    for (const { id } of [first, second])
      expect(requireLead(world.db, id)).toMatchObject({ assigneeId: 'A', dueAt: minutesAfter(LATER, 120) });
    expect(world.told()).toEqual(['A handed_off handed_off']);
    const cards = world.db.select().from(outbox).all();
    expect(cards.filter(({ kind, state }) => kind === 'lead_card' && state === 'waiting')).toHaveLength(2);
  });

  test('a seller who is named is asked all the same', async () => {
    const world = await salesTeam();
    await unknown(world);
    const lead = await hand(world, { assigneeId: 'C' });
    expect(lead).toMatchObject({ assigneeId: 'C', dueAt: minutesAfter(MONDAY_9, 120) });
    expect(assignmentsOf(world.db, lead.id)).toMatchObject([{ userId: 'C', why: 'named' }]);
    expect(world.steps(lead.id)).toHaveLength(3);
    expect(world.told()).toEqual(['C handed_off']);
  });
});

describe('news about a known lead', () => {
  const append = (world: World, lead: Lead, more: Partial<HandOff> = {}, form: Partial<HandOff['form']> = {}) =>
    world.write((tx) =>
      appendToLead(tx, requireLead(tx, lead.id), given(world, { ...more, form: { ...FORM, ...form } }), LATER),
    );
  const details = (world: World, { id }: Lead) => world.entries(id).find(({ kind }) => kind === 'appended')?.details;
  const setStatus = (world: World, { id }: Lead, status: LeadStatus) =>
    world.db.$client.prepare('update leads set status = ? where id = ?').run(status, id);

  test('a newer score counts, and can make it hot', async () => {
    const world = await salesTeam();
    const lead = await hand(world, { form: { ...FORM, score: 20 } });
    expect(await append(world, lead, {}, { score: 20 })).toMatchObject({ score: 20 });
    expect(details(world, lead)).toHaveProperty('differs', {});
    expect(await append(world, lead, {}, { score: 90 })).toMatchObject({ score: 90, temperature: 'hot' });
    expect(details(world, lead)).toMatchObject({
      ...{ differs: { score: '90' }, temperature: { from: 'warm', to: 'hot' } },
    });
  });

  test('without a score leaves the one it has', async () => {
    const world = await salesTeam();
    const lead = await hand(world, { form: { ...FORM, score: 20 } });
    expect((await append(world, lead)).score).toBe(20);
  });

  test('real names replace those that Baton made up', async () => {
    const world = await salesTeam();
    const lead = await hand(world, { form: { ...FORM, name: 'jane@gmail.com', company: 'Unknown' } });
    expect(await append(world, lead, {}, { name: 'Jane Doe', company: 'Acme' })).toMatchObject({
      ...{ name: 'Jane Doe', company: 'Acme' },
    });
    await append(world, lead, {}, { name: 'jane@gmail.com', company: 'Unknown' });
    expect(details(world, lead)).toHaveProperty('filled', []);
    expect(details(world, lead)).toHaveProperty('differs', {});
  });

  test.each<[LeadStatus, boolean]>([
    ['working', true],
    ['returned', true],
    ['won', false],
    ['disqualified', false],
  ])('makes a lead that is %s hotter: %s', async (status, isHotter) => {
    const world = await salesTeam();
    const lead = await hand(world);
    setStatus(world, lead, status);
    expect((await append(world, lead, {}, { temperature: 'hot' })).temperature).toBe(isHotter ? 'hot' : 'warm');
    expect(details(world, lead)).toHaveProperty('differs', isHotter ? {} : { temperature: 'hot' });
  });

  test.each<[string, Partial<HandOff>, LeadStatus, string]>([
    ['goes to the seller who is named', { assigneeId: 'C' }, 'new', 'C'],
    ['stays if they have it', { assigneeId: 'A' }, 'new', 'A'],
    ['stays without a name', {}, 'new', 'A'],
    ['stays if it is named for another team', { assigneeId: 'C', teamId: 99 }, 'new', 'A'],
    ['stays once it is not new', { assigneeId: 'C' }, 'returned', 'A'],
  ])('%s', async (_, more, status, assigneeId) => {
    const world = await salesTeam();
    const lead = await hand(world);
    setStatus(world, lead, status);
    expect((await append(world, lead, more)).assigneeId).toBe(assigneeId);
    expect(assignmentsOf(world.db, lead.id)).toHaveLength(assigneeId === 'C' ? 2 : 1);
    expect(world.told()).toEqual(assigneeId === 'C' ? ['C appended'] : []);
  });
});

describe('a person who is known', () => {
  const marketer = { ...actor('MIA'), isSeller: false, isMarketer: true };

  test.each<[LeadStatus, number, KnownWay[]]>([
    ['new', 1, ['append', 'again']],
    ['qualified', 2, ['append', 'again']],
    ['returned', 1, ['hand_back', 'again', 'append']],
    ['nurturing', 1, ['wake', 'again', 'append']],
    ['returned', 2, ['again', 'append']],
    ['won', 1, ['again', 'append']],
  ])('with a lead that is %s, for team %d: %j', (status, teamId, ways) => {
    expect(waysWith(leadIn(status), { teamId, actor: marketer })).toEqual(ways);
  });

  const known = async (status: LeadStatus, way: KnownWay) => {
    const world = await salesTeam();
    const lead = await hand(world, { form: { ...FORM, phone: null } });
    world.db.$client.prepare('update leads set status = ?, assignee_id = null where id = ?').run(status, lead.id);
    const form = { ...FORM, phone: '+4930123456' };
    const asked = { ...given(world, { form, assigneeId: 'C' }), way, knownLeadId: lead.id, actor: marketer };
    const made = await world.write((tx) => handOffKnown(tx, asked, LATER));
    return { ...world, lead, made, kinds: world.entries(made.id).map(({ kind }) => kind) };
  };

  test.each<[LeadStatus, KnownWay, string]>([
    ['returned', 'hand_back', 'handed_back'],
    ['nurturing', 'wake', 'woken'],
  ])('comes back from %s with what is new, to the seller who is named', async (status, way, kind) => {
    const { lead, made, kinds, told } = await known(status, way);
    expect(made).toMatchObject({ id: lead.id, status: 'new', assigneeId: 'C', phone: '+4930123456' });
    expect(kinds).toEqual(['appended', kind, 'handed_off']);
    expect(told()).toEqual([`C ${kind}`]);
  });

  test('gets new information alone', async () => {
    const { lead, made, kinds } = await known('won', 'append');
    expect(made).toMatchObject({ id: lead.id, status: 'won', phone: '+4930123456' });
    expect(kinds).toEqual(['appended', 'handed_off']);
  });

  test('can be a separate lead, which knows the earlier one', async () => {
    const { db, lead, made, entries } = await known('won', 'again');
    expect(made.id).not.toBe(lead.id);
    expect(entries(made.id)[0]?.details).toMatchObject({ earlierLeadId: lead.id, assigneeId: 'C' });
    expect(countEntries(db, lead.id, 'appended')).toBe(0);
  });
});
