import { randomUUID } from 'node:crypto';
import { noteChange } from '../platform/changes/changes.ts';
import { insertRow } from '../platform/db/rows.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { refreshLive } from '../platform/outbox/live-messages.ts';
import { dedupeKeyOf, queueOf } from '../platform/outbox/posted-messages.ts';
import { preferencesOf } from '../preferences/queries.ts';
import { requireTeam } from '../teams/queries.ts';
import { nextMorningOf } from '../teams/quiet-time.ts';
import { cardKey, cardOf, LEAD_CARD } from './card-place.ts';
import { refreshUnfurls } from './links/unfurl.ts';
import { isSettling, leadSubject } from './live.ts';
import { marketerOf } from './marketer.ts';
import { settleSteps } from './steps/wait.ts';
import { type Lead, leadHistory } from './table.ts';
import type { ChangeDetails, LeadChange } from './types.ts';
import { emitLead } from './webhook.ts';

/** Changes without a line in the card's thread: a snooze, for example, concerns only its seller. */
const UNTOLD = new Set<LeadChange>(['handed_off', 'snoozed', 'unsnoozed', 'breached', 'rated', 'synced']);

/** Changes that do not show on the card. */
const UNSEEN = new Set<LeadChange>(['rated']);

/** Changes that are sent to the marketer in a direct message. */
const NEWS = new Set<LeadChange>(['accepted', 'declined', 'won', 'lost']);

interface Change<K extends LeadChange> {
  kind: K;
  /** Null if Baton acted by itself. */
  actorId: string | null;
  details: ChangeDetails[K];
}

/**
 * Adds a change to the history and announces it: on the card, in its thread, to the marketer, to webhooks. `lead` is the lead after
 * the change.
 * @returns the id of the entry.
 */
export function record<K extends LeadChange>(tx: Tx, lead: Lead, made: Change<K>, now: Date): number {
  const change = asMade(tx, made);
  const { id: entryId } = insertRow(tx, leadHistory, {
    leadId: lead.id,
    statusAfter: lead.status,
    at: now,
    ...change,
  });
  emitLead(tx, lead, { id: entryId, ...change }, now);
  const orderingKey = channelOf(tx, lead);
  settleSteps(tx, { leadId: lead.id, change: change.kind, orderingKey }, now);
  const people = [lead.ownerId, lead.assigneeId, lead.handedOffBy, lead.marketerId, change.actorId];
  noteChange(tx, { people, teamId: lead.teamId }, now);
  if (!UNSEEN.has(change.kind)) {
    announceCard(tx, lead, now);
    refreshUnfurls(tx, lead.id, now);
  }
  if (isSettling(change.kind) || change.kind === 'valued') refreshLive(tx, leadSubject(lead.id), now);
  if (!UNTOLD.has(change.kind)) {
    enqueue(tx, 'lead_story', { leadId: lead.id, entryId }, { orderingKey }, now);
  }
  const marketerId = marketerOf(tx, lead);
  if (NEWS.has(change.kind) && marketerId !== change.actorId) {
    if (change.kind === 'accepted') tellAccepted(tx, marketerId, entryId, now);
    else tell(tx, marketerId, entryId, now);
  }
  return entryId;
}

/** Marketers choose what they hear of accepted leads; `lead_news` leaves out what they do not want. */
function tellAccepted(tx: Tx, userId: string, entryId: number, now: Date): void {
  if (preferencesOf(tx, userId).accepted !== 'daily') {
    tell(tx, userId, entryId, now);
    return;
  }
  const options = { orderingKey: userId, dedupeKey: `lead_news:${userId}:accepted` };
  const notBefore = nextMorningOf(tx, userId, now);
  enqueue(tx, 'lead_news', { userId, entryIds: [entryId] }, { ...options, notBefore }, now);
}

/**
 * Adds a change of the past to the history, without telling anyone: of a lead that is imported. The caller notes whose
 * homes it concerns.
 */
export function recordPast<K extends LeadChange>(tx: Tx, lead: Lead, change: Change<K>, at: Date): number {
  return insertRow(tx, leadHistory, { leadId: lead.id, statusAfter: lead.status, at, ...change }).id;
}

/** The card shows the current state, so one edit covers all changes that wait. */
export function announceCard(tx: Tx, lead: Lead, now: Date): void {
  const key = cardKey(lead.id);
  const orderingKey = queueOf(tx, key, requireTeam(tx, lead.teamId).channelId);
  enqueue(tx, LEAD_CARD, { leadId: lead.id }, { orderingKey, dedupeKey: dedupeKeyOf(key) }, now);
}

/** The queue of what follows its card. */
export const channelOf = (tx: Tx, lead: Lead): string =>
  cardOf(tx, lead.id)?.channel ?? requireTeam(tx, lead.teamId).channelId;

const openPlaces = new WeakMap<Tx, string>();

/**
 * Changes that `change` makes were made in another system, such as a CRM. The person is not known, but for the seller who accepts.
 */
export function madeIn<T>(tx: Tx, place: string, change: () => T): T {
  openPlaces.set(tx, place);
  try {
    return change();
  } finally {
    openPlaces.delete(tx);
  }
}

function asMade<K extends LeadChange>(tx: Tx, change: Change<K>): Change<K> {
  const place = openPlaces.get(tx);
  if (place === undefined) return change;
  return {
    ...change,
    actorId: change.kind === 'accepted' ? change.actorId : null,
    details: { ...change.details, in: place },
  };
}

const openBatches = new WeakMap<Tx, string>();

/** Groups all changes that `change` makes into one message per person. */
export function tellTogether<T>(tx: Tx, change: () => T): T {
  openBatches.set(tx, randomUUID());
  try {
    return change();
  } finally {
    openBatches.delete(tx);
  }
}

/**
 * Sends a direct message about a history entry. Entries of the same `batch` share one message while it waits; by
 * default the batch is that of `tellTogether`.
 */
export function tell(tx: Tx, userId: string, entryId: number, now: Date, batch = openBatches.get(tx)): void {
  const dedupeKey = batch === undefined ? {} : { dedupeKey: `lead_news:${userId}:${batch}` };
  enqueue(tx, 'lead_news', { userId, entryIds: [entryId] }, { orderingKey: userId, ...dedupeKey }, now);
}
