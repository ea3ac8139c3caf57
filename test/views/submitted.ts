/** Forms as Slack submits them, and the leads and teams that result. */

import type { ViewOutput } from '@slack/bolt';
import fc from 'fast-check';
import type { WithCard } from '../../src/leads/card-place.ts';
import type { HistoryEntry, Lead } from '../../src/leads/table.ts';
import {
  type ChangeDetails,
  type LeadChange,
  type LeadStatus,
  leadChanges,
  leadStatuses,
} from '../../src/leads/types.ts';
import type { Team } from '../../src/teams/table.ts';
import { readNote } from '../../views/leads/forms.ts';
import { readHandoff } from '../../views/leads/handoff.ts';
import { readTeam } from '../../views/teams/teams.ts';
import { anyText } from './hostile.ts';
import { marked } from './outgoing.ts';

export const AT = new Date('2026-11-19T09:00:00Z');

/** A submission: each field holds a string, as text fields and choices do, or several, as checkboxes do. */
export function submission(fields: Record<string, string | string[] | null>, ref: object = { v: 1 }): ViewOutput {
  const held = (value: string | string[] | null) =>
    Array.isArray(value) ? { selected_options: value.map((each) => ({ value: each })) } : { value };
  const values = Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, { [id]: held(value) }]));
  return { state: { values }, private_metadata: JSON.stringify(ref) } as unknown as ViewOutput;
}

export const HANDOFF_LIMITS = { name: 80, company: 60, need: 2000, role: 100, source: 70, campaign: 70 } as const;

export const usualHandoff = {
  name: 'Jane Doe',
  company: 'Acme',
  email: 'jane@acme.example',
  need: 'A demo',
  temperature: 'hot',
  team: '1',
};

export const usualTeam = {
  kind: 'sales',
  name: 'Sales',
  channelId: 'C0123456789',
  managerId: 'U0123456789',
  zone: 'Europe/Berlin',
  workDays: ['1', '5'],
  worksFrom: '09:00',
  worksUntil: '17:00',
};

/** A hand-off with any text that the form accepts in its fields. */
const handedOff = fc
  .record({
    name: anyText(HANDOFF_LIMITS.name),
    company: anyText(HANDOFF_LIMITS.company),
    need: anyText(HANDOFF_LIMITS.need),
    role: anyText(HANDOFF_LIMITS.role),
    source: anyText(HANDOFF_LIMITS.source),
    campaign: anyText(HANDOFF_LIMITS.campaign),
    phone: fc.constantFrom(null, '+49 30 901820', '\u202a+49 30 901820\u202c'),
    stage: fc.constantFrom(null, 'decision'),
  })
  .map((typed) => {
    const withMarks = Object.entries(HANDOFF_LIMITS).map(([field, limit]) => [
      field,
      marked(typed[field as keyof typeof HANDOFF_LIMITS], limit),
    ]);
    return readHandoff(submission({ ...usualHandoff, ...typed, ...Object.fromEntries(withMarks) })).form;
  })
  .filter((form) => form.ok)
  .map((form) => form.value);

/** A lead in any status, with values that the hand-off form accepts. */
export const anyLead: fc.Arbitrary<WithCard<Lead>> = fc
  .record({ form: handedOff, status: fc.constantFrom(...leadStatuses), more: fc.boolean() })
  .map(({ form, status, more }) => lead({ ...form, status }, more));

/** `more` sets the values of a lead that are not typed. */
export function lead(typed: Partial<Lead> & { status: LeadStatus }, more = false): WithCard<Lead> {
  const isOwned = ['accepted', 'working', 'qualified', 'won', 'lost'].includes(typed.status);
  return {
    id: 123_456,
    name: 'Jane Doe',
    company: 'Acme',
    email: 'jane@acme.example',
    companyDomain: 'acme.example',
    phone: null,
    role: null,
    source: null,
    campaign: null,
    stage: null,
    temperature: 'hot',
    score: more ? 100 : null,
    country: more ? 'GB' : null,
    companySize: more ? '1,000–5,000' : null,
    need: 'A demo',
    teamId: 1,
    assigneeId: more && !isOwned ? 'U0000000002' : null,
    ownerId: isOwned ? 'U0000000001' : null,
    handedOffBy: 'U0000000003',
    marketerId: typed.status === 'returned' ? 'U0000000003' : null,
    handedOffAt: AT,
    acceptedAt: isOwned ? AT : null,
    touchedAt: null,
    snoozedUntil: more ? AT : null,
    handedBackAt: null,
    nurtureUntil: typed.status === 'nurturing' ? AT : null,
    amount: more ? 1_234_567.89 : null,
    currency: more ? 'EUR' : null,
    closeOn: more ? '2026-12-31' : null,
    dueAt: more ? AT : null,
    isUnhurried: false,
    messageLink: more
      ? 'https://northwind.slack.com/archives/C0123456789/p1763542800000100?thread_ts=1763542800.000100&cid=C0123456789'
      : null,
    updatedAt: AT,
    card: undefined,
    ...typed,
  };
}

/** Text of a note, a decline or a contact that its form accepts. */
export const anyWords: fc.Arbitrary<string> = anyText(1000)
  .map((text) => readNote(submission({ words: marked(text, 1000) }, { v: 1, leadId: 1, list: null })).form)
  .filter((form) => form.ok)
  .map((form) => form.value.words);

export function details(words: string | null): ChangeDetails {
  return {
    handed_off: { teamId: 1, assigneeId: 'U0000000002', earlierLeadId: null },
    appended: {
      need: words ?? 'A demo',
      filled: ['email', 'phone', 'role', 'source', 'campaign', 'stage'],
      differs: Object.fromEntries(
        Object.entries(HANDOFF_LIMITS)
          .filter(([field]) => field !== 'need')
          .map(([field, limit]) => [field, words?.slice(0, limit).toWellFormed() ?? 'other']),
      ),
      messageLink: 'https://northwind.slack.com/archives/C0123456789/p1763542800000100',
    },
    accepted: { by: 'button' },
    released: { byTakingBack: true },
    transferred: { from: 'Sales South', to: 'Sales' },
    offered: { ownerId: 'U0000000002', until: null },
    marketer_changed: { from: 'U0000000002', to: 'U0000000003', why: 'late' },
    declined: {
      reason: 'competitor',
      words,
      clause: { id: 3, text: (words ?? 'Has a budget').slice(0, 150).toWellFormed() },
    },
    handed_back: { facts: words ?? 'They have one' },
    touched: { kind: 'call', outcome: 'next_step', words },
    qualified: { amount: 12_000, currency: 'EUR', closeOn: '2026-12-31' },
    won: { amount: 12_000, currency: 'EUR' },
    valued: { amount: 12_000, currency: 'EUR' },
    content_used: { itemId: 1, title: (words ?? 'A deck').slice(0, 200).toWellFormed(), words },
    lost: { reason: 'no_decision', words },
    reopened: {},
    nurtured: {
      until: AT.getTime(),
      words,
      content: { itemId: 1, title: (words ?? 'A deck').slice(0, 200).toWellFormed() },
    },
    woken: {},
    disqualified: { words },
    reassigned: { from: 'U0000000001', to: 'U0000000002' },
    snoozed: { until: AT.getTime() },
    unsnoozed: {},
    noted: { words: words ?? 'A note' },
    routed: { from: 'U0000000001', to: 'U0000000002', why: 'turn' },
    breached: { clock: 'accept', userId: 'U0000000001', dueAt: AT.getTime() },
    blocked: { domain: 'hire.example' },
    synced: {
      ...{ crm: 'HubSpot', record: 'linked', took: ['phone', 'role', 'owner', 'deal'], why: 'This lead is won.' },
      was: { phone: '+49 30 901820', role: words?.slice(0, HANDOFF_LIMITS.role).toWellFormed() ?? 'CEO' },
      lost: { status: words?.slice(0, 100).toWellFormed() ?? 'Open' },
      differs: { owner: words?.slice(0, 100).toWellFormed() ?? 'Jane Doe' },
    },
    rated: { moment: 'decline', rating: 'so_so', words },
  };
}

export const entry = (kind: LeadChange, words: string | null, id = 1): HistoryEntry => ({
  id,
  leadId: 123_456,
  kind,
  actorId: ['woken', 'unsnoozed', 'routed', 'breached'].includes(kind) ? null : 'U0000000001',
  at: AT,
  statusAfter: 'working',
  details: details(words)[kind],
});

/** One of every kind of change. */
export const everyEntry = (words: string | null): HistoryEntry[] =>
  leadChanges.map((kind, index) => entry(kind, words, index + 1));

/** Default routing of a new team. */
export const usualRouting = {
  routing: 'pool' as const,
  oneSellerId: null,
  accountRule: true,
  fallbackId: null,
  dailyCap: null,
  hotAcceptMinutes: 15,
  acceptMinutes: 120,
  touchMinutes: 240,
};

export const anyTeam: fc.Arbitrary<Team> = fc
  .record({
    name: anyText(75),
    kind: fc.constantFrom('sales', 'marketing'),
    digestCron: fc.constantFrom(null, '9:00', 'Mon, Thu at 14:30', '0 9,14 * * 1-5', '0 */2 * * *', '0 8 1 * *'),
  })
  .map(
    ({ name, ...rest }) =>
      readTeam(submission({ ...usualTeam, ...rest, name: marked(name, 75) }, { v: 1, id: null })).form,
  )
  .filter((form) => form.ok)
  .map((form) => ({ id: 7, ...usualRouting, ...form.value, updatedAt: AT, updatedBy: 'U0000000001', retiredAt: null }));
