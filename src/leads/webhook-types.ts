import { z } from 'zod';
import { type EventType, instant, iso, isoDay, personId, rowId, seconds } from '../platform/webhooks/event-type.ts';
import {
  type ChangeDetails,
  type LeadChange,
  ratings,
  reasonLabel,
  recordChanges,
  routeReasons,
  slas,
  touchKinds,
  touchOutcomes,
} from './types.ts';

const words = z.string().nullable();
const workingSeconds = z.int().nullable().meta({ description: 'Working time until then; null if it was not measured' });
const reason = { reason: z.string(), label: z.string(), words };
const keysOf = <K extends string>(labels: Record<K, string>) => z.enum(Object.keys(labels) as [K, ...K[]]);
const money = { amount: z.number().nullable(), currency: z.string().nullable() };

interface LeadEvent<K extends LeadChange> extends EventType {
  type: `lead.${string}`;
  of: (details: ChangeDetails[K]) => Record<string, unknown>;
}

const nothing = { details: z.object({}), of: () => ({}) };

/** A lead that is kept apart is told to no one. */
type Told = Exclude<LeadChange, 'blocked'>;

export const isTold = (kind: LeadChange): kind is Told => kind !== 'blocked';

/** Each kind of change as an event. */
export const leadEvents: { [K in Told]: LeadEvent<K> } = {
  handed_off: {
    type: 'lead.handed_off',
    title: 'Handed off',
    details: z.object({ earlier_lead_id: rowId.nullable() }),
    of: ({ earlierLeadId }) => ({ earlier_lead_id: earlierLeadId }),
  },
  appended: {
    type: 'lead.added_to',
    title: 'New information was added',
    details: z.object({ need: z.string(), filled: z.array(z.string()), differs: z.record(z.string(), z.string()) }),
    of: ({ need, filled, differs }) => ({ need, filled, differs }),
  },
  accepted: {
    type: 'lead.accepted',
    title: 'Accepted',
    details: z.object({ after_seconds: workingSeconds }),
    of: ({ afterMs }) => ({ after_seconds: seconds(afterMs) }),
  },
  released: {
    type: 'lead.released',
    title: 'Released by its owner',
    details: z.object({ left: personId.nullable().meta({ description: 'The owner, if they left the company' }) }),
    of: ({ left }) => ({ left: left ?? null }),
  },
  declined: {
    type: 'lead.declined',
    title: 'Declined',
    details: z.object({
      ...reason,
      clause: words.meta({ description: 'The clause of the definition that it misses' }),
    }),
    of: (why) => ({ reason: why.reason, label: reasonLabel(why), words: why.words, clause: why.clause?.text ?? null }),
  },
  marketer_changed: {
    type: 'lead.marketer_changed',
    title: 'Someone else in marketing answers for it',
    details: z.object({ from: personId, to: personId, why: z.enum(['left', 'late']) }),
    of: ({ from, to, why }) => ({ from, to, why }),
  },
  handed_back: {
    type: 'lead.resubmitted',
    title: 'Resubmitted by marketing',
    details: z.object({ reply: z.string(), after_seconds: workingSeconds }),
    of: ({ facts, afterMs }) => ({ reply: facts, after_seconds: seconds(afterMs) }),
  },
  touched: {
    type: 'lead.contact_logged',
    title: 'Contact logged',
    details: z.object({
      contact: keysOf(touchKinds).nullable().meta({ description: 'Null if it was made in the CRM' }),
      outcome: keysOf(touchOutcomes).nullable(),
      words,
      after_seconds: workingSeconds,
    }),
    of: ({ kind, outcome, words: said, afterMs }) => ({
      contact: kind,
      outcome,
      words: said,
      after_seconds: seconds(afterMs),
    }),
  },
  qualified: {
    type: 'lead.qualified',
    title: 'Qualified',
    details: z.object({ ...money, close_on: isoDay.nullable() }),
    of: ({ amount, currency, closeOn }) => ({ amount, currency, close_on: closeOn }),
  },
  won: {
    type: 'lead.won',
    title: 'Won',
    details: z.object(money),
    of: ({ amount = null, currency = null }) => ({ amount, currency }),
  },
  valued: {
    type: 'lead.value_changed',
    title: 'Value of a won deal changed',
    details: z.object(money),
    of: ({ amount, currency }) => ({ amount, currency }),
  },
  lost: {
    type: 'lead.lost',
    title: 'Lost',
    details: z.object(reason),
    of: (why) => ({ reason: why.reason, label: reasonLabel(why), words: why.words }),
  },
  reopened: { type: 'lead.reopened', title: 'Reopened', ...nothing },
  nurtured: {
    type: 'lead.nurtured',
    title: 'Nurtured until a date',
    details: z.object({ until: instant, words }),
    of: ({ until, words: said }) => ({ until: iso(until), words: said }),
  },
  woken: {
    type: 'lead.returned_from_nurture',
    title: 'Returned from nurture',
    details: z.object({ early: z.boolean() }),
    of: ({ early = false }) => ({ early }),
  },
  disqualified: {
    type: 'lead.disqualified',
    title: 'Disqualified',
    details: z.object({ words }),
    of: ({ words: said }) => ({ words: said }),
  },
  reassigned: {
    type: 'lead.reassigned',
    title: 'Reassigned by a person',
    details: z.object({ from: personId.nullable(), to: personId }),
    of: ({ from, to }) => ({ from, to }),
  },
  transferred: {
    type: 'lead.transferred',
    title: 'Moved to another team, as its own was retired',
    details: z.object({ from: z.string(), to: z.string() }),
    of: ({ from, to }) => ({ from, to }),
  },
  offered: {
    type: 'lead.offered',
    title: 'Offered to colleagues, as its owner is away',
    details: z.object({ owner: personId, until: instant.nullable() }),
    of: ({ ownerId, until }) => ({ owner: ownerId, until: iso(until) }),
  },
  snoozed: {
    type: 'lead.snoozed',
    title: 'Snoozed',
    details: z.object({ until: instant }),
    of: ({ until }) => ({ until: iso(until) }),
  },
  unsnoozed: { type: 'lead.unsnoozed', title: 'Back from a snooze', ...nothing },
  noted: {
    type: 'lead.note_added',
    title: 'Note added',
    details: z.object({ words: z.string() }),
    of: ({ words: said }) => ({ words: said }),
  },
  routed: {
    type: 'lead.assigned',
    title: 'Assigned by Baton',
    details: z.object({ from: personId.nullable(), to: personId, why: z.enum(routeReasons) }),
    of: ({ from, to, why }) => ({ from, to, why }),
  },
  breached: {
    type: 'lead.deadline_missed',
    title: 'Deadline missed',
    details: z.object({ deadline: z.enum(slas), person: personId, due_at: instant }),
    of: ({ clock, userId, dueAt }) => ({ deadline: clock, person: userId, due_at: iso(dueAt) }),
  },
  rated: {
    type: 'lead.rated',
    title: 'Rated by sales',
    details: z.object({ rating: z.enum(['good', 'fair', 'poor']), words }),
    of: ({ rating, words: said }) => ({ rating: ratings[rating].toLowerCase(), words: said }),
  },
  synced: {
    type: 'lead.synced',
    title: 'Linked with a record of the CRM, or changed there',
    details: z.object({ crm: z.string(), record: z.enum(recordChanges).nullable(), fields: z.array(z.string()) }),
    of: ({ crm, record = null, took = [] }) => ({ crm, record, fields: took }),
  },
  content_used: {
    type: 'lead.content_used',
    title: 'Content used',
    details: z.object({ item_id: rowId, title: z.string(), words }),
    of: ({ itemId, title, words: said }) => ({ item_id: itemId, title, words: said }),
  },
};
