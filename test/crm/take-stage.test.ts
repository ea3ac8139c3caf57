/** A status, a deal or an owner of the CRM is the acts that people would do in Slack, by the same rules. */
import { describe, expect, test } from 'vitest';
import type { SyncContext } from '../../src/crm/context.ts';
import type { CrmRecord } from '../../src/crm/crm.ts';
import { noRecord } from '../../src/crm/render.ts';
import { fillValue, takeDeal, takeOwner, takeStatus } from '../../src/crm/take-stage.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { handBackLead } from '../../src/leads/acts/hand-back.ts';
import { disqualifyLead, nurtureLead } from '../../src/leads/acts/nurture.ts';
import { loseLead, qualifyLead, winLead } from '../../src/leads/acts/outcome.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { historyOf, requireLead } from '../../src/leads/queries.ts';
import { winMarks } from '../../src/leads/table.ts';
import { type LeadStatus, leadStatuses, OTHER } from '../../src/leads/types.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { actor, MONDAY_9, salesTeam } from '../leads/world.ts';
import { PLAN } from './pretend-crm.ts';

const now = MONDAY_9;
const users: Record<string, string> = { o1: 'A', o2: 'B', o3: 'OLGA' };
const people = {
  userOf: (ownerId: string | null) => users[ownerId ?? ''] ?? null,
  ownerOf: () => undefined,
  nameOf: (ownerId: string) => ownerId,
};
const values = Object.fromEntries(leadStatuses.map((status) => [status, `In ${status}`]));
const context = { crm: 'HubSpot', plan: { ...PLAN, status: { field: 'status', values } } } as SyncContext;
const everyone = { ...actor('A'), isManager: true, isMarketer: true };

/** The acts in Slack by which a lead gets to a status. */
const ways: Record<LeadStatus, (tx: Tx, leadId: number) => unknown> = {
  new: () => {},
  accepted: (tx, leadId) => acceptLead(tx, { leadId, seller: everyone, by: 'button' }, now),
  working(tx, leadId) {
    ways.accepted(tx, leadId);
    touchLead(tx, { leadId, actor: everyone, kind: 'call', outcome: null, words: null }, now);
  },
  qualified(tx, leadId) {
    ways.working(tx, leadId);
    qualifyLead(tx, { leadId, actor: everyone, deal: { amount: 5, currency: 'EUR', closeOn: '2026-09-01' } }, now);
  },
  won(tx, leadId) {
    ways.qualified(tx, leadId);
    winLead(tx, { leadId, actor: everyone }, now);
  },
  lost(tx, leadId) {
    ways.qualified(tx, leadId);
    loseLead(tx, { leadId, actor: everyone, reason: OTHER, words: 'Later' }, now);
  },
  returned: (tx, leadId) => declineLead(tx, { leadId, actor: everyone, reason: OTHER, words: 'A student' }, now),
  nurturing: (tx, leadId) => nurtureLead(tx, { leadId, actor: everyone, until: '2026-09-01', words: null }, now),
  disqualified(tx, leadId) {
    ways.returned(tx, leadId);
    disqualifyLead(tx, { leadId, actor: everyone, words: null }, now);
  },
};

async function leadThatIs(status: LeadStatus) {
  const { db, write, handOff, team } = await salesTeam();
  const { id } = await handOff(now);
  await write((tx) => ways[status](tx, id));
  const before = historyOf(db, id, { limit: 100, offset: 0 }).length;
  const lead = () => requireLead(db, id);
  const take = (how: typeof takeDeal, record: Partial<CrmRecord>, plan: Partial<SyncContext['plan']> = {}) =>
    write((tx) =>
      how(
        tx,
        { ...context, plan: { ...context.plan, ...plan } },
        { lead: requireLead(tx, id), record: { ...noRecord, ...record }, people },
        now,
      ),
    );
  const news = () => historyOf(db, id, { limit: 100, offset: 0 }).toReversed().slice(before);
  return { write, id, team, lead, take, news, kinds: () => news().map(({ kind }) => kind) };
}

describe('a status of the CRM', () => {
  test.each<[from: LeadStatus, to: LeadStatus, acts: string[], details: object]>([
    ['accepted', 'new', ['released'], {}],
    ['working', 'returned', ['declined'], { reason: OTHER, words: 'Set in HubSpot' }],
    ['working', 'disqualified', ['declined', 'disqualified'], { words: 'Set in HubSpot' }],
    ['qualified', 'lost', ['lost'], { reason: OTHER, words: 'Set in HubSpot' }],
    ['qualified', 'won', ['won'], { amount: 5, currency: 'EUR' }],
    ['won', 'working', ['reopened'], {}],
    ['returned', 'new', ['handed_back'], { facts: 'Set in HubSpot' }],
    ['nurturing', 'new', ['woken'], {}],
    ['new', 'working', ['accepted', 'touched'], { kind: null, outcome: null, words: null }],
  ])('takes a lead from %s to %s by its acts', async (from, to, acts, details) => {
    const { lead, take, kinds, news } = await leadThatIs(from);
    expect(await take(takeStatus, { status: `In ${to}`, ownerId: 'o1' })).toBeUndefined();
    expect(lead().status).toBe(to);
    expect(kinds()).toEqual(acts);
    expect(news().at(-1)).toMatchObject({ actorId: null, details: { in: 'HubSpot', ...details } });
  });

  test('that its lead has already, and one outside of the plan, change nothing', async () => {
    const { take, kinds } = await leadThatIs('working');
    expect(await take(takeStatus, { status: 'In working' })).toBeUndefined();
    expect(await take(takeStatus, { status: 'In won' }, { status: null })).toBeUndefined();
    expect(kinds()).toEqual([]);
  });

  test('is refused while marketing has the lead, with what stands in the way', async () => {
    const { lead, take, kinds } = await leadThatIs('returned');
    expect(await take(takeStatus, { status: 'In working' })).toBe('Marketing has this lead.');
    expect(lead().status).toBe('returned');
    const woken = await leadThatIs('disqualified');
    expect(await woken.take(takeStatus, { status: 'In new' })).toBe('This lead was disqualified for good.');
    expect(kinds()).toEqual([]);
  });

  test('is refused for a lead that marketing has resubmitted before, and nothing of it is left', async () => {
    const { write, id, lead, take } = await leadThatIs('returned');
    await write((tx) => {
      handBackLead(tx, { leadId: id, actor: everyone, facts: 'They have a budget' }, now);
      ways.returned(tx, id);
    });
    expect(await take(takeStatus, { status: 'In working' })).toBe('Marketing has resubmitted this lead once already.');
    expect(await take(takeStatus, { status: 'In new' })).toContain('resubmitted this lead once already');
    expect(lead().status).toBe('returned');
  });

  test.each([null, 'o3', 'o9'])('does not accept a lead for the owner %s, who is no seller', async (ownerId) => {
    const { lead, take, kinds } = await leadThatIs('new');
    expect(await take(takeStatus, { status: 'In working', ownerId })).toContain('No one has accepted this lead');
    expect(lead()).toMatchObject({ status: 'new', ownerId: null });
    expect(kinds()).toEqual([]);
  });
});

describe('an owner of the CRM', () => {
  test.each<[status: LeadStatus, ownerId: string | null, holder: string]>([
    ['new', 'o2', 'B'],
    ['accepted', 'o2', 'B'],
    ['accepted', 'o1', 'A'],
    ['accepted', 'o9', 'A'],
    ['accepted', null, 'A'],
  ])('of a lead that is %s: with %s it is with %s', async (status, ownerId, holder) => {
    const { lead, take, kinds } = await leadThatIs(status);
    expect(await take(takeOwner, { ownerId })).toBeUndefined();
    expect(lead().ownerId ?? lead().assigneeId).toBe(holder);
    expect(kinds()).toEqual(holder === 'A' ? [] : ['reassigned']);
  });

  test('is refused outside of the team, and after the end of the lead', async () => {
    const { lead, take, team } = await leadThatIs('accepted');
    expect(await take(takeOwner, { ownerId: 'o3' })).toBe(
      `The owner in HubSpot is not in the sales team ${team.name}.`,
    );
    expect(lead().ownerId).toBe('A');
    const won = await leadThatIs('won');
    expect(await won.take(takeOwner, { ownerId: 'o2' })).toContain('This lead is won');
  });
});

describe('a deal of the CRM', () => {
  const deal = { id: 'd1', stage: 'first', amount: 5, currency: 'EUR', closeOn: '2026-09-01' };

  test.each<[from: LeadStatus, change: Partial<typeof deal>, acts: string[], lead: object]>([
    ['working', { stage: 'demo', amount: 7 }, ['qualified'], { status: 'qualified', amount: 7, currency: 'EUR' }],
    ['working', { stage: 'won' }, ['qualified', 'won'], { status: 'won', amount: 5 }],
    ['qualified', { stage: 'won', amount: 6 }, ['won'], { status: 'won', amount: 6 }],
    ['qualified', { stage: 'lost' }, ['lost'], { status: 'lost' }],
    ['qualified', {}, [], { status: 'qualified', amount: 5 }],
    ['qualified', { amount: 6 }, ['valued'], { amount: 6, currency: 'EUR', closeOn: '2026-09-01' }],
    ['qualified', { currency: 'USD' }, ['valued'], { amount: 5, currency: 'USD' }],
    ['qualified', { closeOn: '2026-10-01' }, [], { amount: 5, closeOn: '2026-10-01' }],
    ['qualified', { amount: null as never }, ['valued'], { amount: null, currency: null }],
    ['won', { stage: 'won', amount: 6 }, ['valued'], { status: 'won', amount: 6 }],
    ['won', { stage: 'won', amount: 6, currency: null as never }, ['valued'], { amount: 6, currency: 'EUR' }],
  ])('for a lead that is %s, with %j', async (from, change, acts, expected) => {
    const { lead, take, kinds } = await leadThatIs(from);
    expect(await take(takeDeal, { deal: { ...deal, ...change } })).toBeUndefined();
    expect(lead()).toMatchObject(expected);
    expect(kinds()).toEqual(acts);
  });

  test('that corrects a win has it read again', async () => {
    const { write, take } = await leadThatIs('won');
    await write((tx) => tx.delete(winMarks).run());
    await take(takeDeal, { deal: { ...deal, stage: 'won', amount: 6 } });
    expect(await write((tx) => tx.select().from(winMarks).all().length)).toBe(1);
  });

  test('that is refused leaves the lead as it was, also its value', async () => {
    const { lead, take } = await leadThatIs('returned');
    expect(await take(takeDeal, { deal: { ...deal, amount: 9 } })).toBe('Marketing has this lead.');
    expect(lead()).toMatchObject({ status: 'returned', amount: null });
  });

  test('is nothing without a deal, or without deals in the plan', async () => {
    const { take, kinds } = await leadThatIs('working');
    expect(await take(takeDeal, { deal: null })).toBeUndefined();
    expect(await take(takeDeal, { deal }, { deals: null })).toBeUndefined();
    expect(kinds()).toEqual([]);
  });

  test.each<[own: object, filled: object]>([
    [
      { amount: null, currency: null, closeOn: null },
      { amount: 9, currency: 'USD', closeOn: '2027-01-01' },
    ],
    [
      { amount: 5, currency: 'EUR', closeOn: null },
      { amount: 5, currency: 'EUR', closeOn: '2027-01-01' },
    ],
    [
      { amount: null, currency: null, closeOn: '2026-09-01' },
      { amount: 9, currency: 'USD', closeOn: '2026-09-01' },
    ],
  ])('fills what a qualified lead with %j lacks', async (own, filled) => {
    const { write, id, lead, take } = await leadThatIs('working');
    await write((tx) => qualifyLead(tx, { leadId: id, actor: everyone, deal: own as never }, now));
    await take(fillValue as never, { deal: { ...deal, amount: 9, currency: 'USD', closeOn: '2027-01-01' } });
    expect(lead()).toMatchObject(filled);
  });

  test('fills nothing before the lead is qualified', async () => {
    const { lead, take, kinds } = await leadThatIs('working');
    await take(fillValue as never, { deal });
    expect(lead()).toMatchObject({ amount: null, closeOn: null });
    expect(kinds()).toEqual([]);
  });
});
