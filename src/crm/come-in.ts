/** Records that the CRM lists: of linked leads, of leads that Baton has, and new ones. */
import { handOffByProgram } from '../intake/hand-off.ts';
import { formOf } from '../intake/lead-form.ts';
import { cardOf } from '../leads/card-place.ts';
import { announceCard } from '../leads/history.ts';
import type { LeadFields } from '../leads/lead-fields.ts';
import { isInSales, isLongOver } from '../leads/lifecycle.ts';
import { findDuplicate, isSurelySame, newestEntryOf, requireLead } from '../leads/queries.ts';
import { canHold } from '../leads/routing/can-hold.ts';
import type { Lead } from '../leads/table.ts';
import type { LeadStatus } from '../leads/types.ts';
import type { Db } from '../platform/db/open.ts';
import { withSavepoint } from '../platform/db/savepoint.ts';
import type { Tx } from '../platform/db/write.ts';
import type { SyncContext } from './context.ts';
import type { CrmRecord, SyncField } from './crm.ts';
import { statusOfStage } from './deal.ts';
import { dropKept, keepRecord } from './kept.ts';
import { addLink, endedLinkOf, endLink, linkOfLead, linkOfRecord, recordOfSync, updateLink } from './links.ts';
import { mergeRecord } from './merge-record.ts';
import { order } from './orders.ts';
import type { People } from './people.ts';
import { UNKNOWN } from './prints.ts';
import { countryFor, type Pair, sidesOf, statusesOf, syncFields } from './sides.ts';
import type { CrmLink } from './table.ts';
import type { Base, SyncCounts } from './types.ts';

export interface Incoming {
  record: CrmRecord;
  people: People;
  /** One of many: without a card, and nothing is written back at once. */
  isOfList: boolean;
}

/** How a record counts; undefined for one that is linked already, or that stays outside. */
export type Outcome = Exclude<keyof SyncCounts, 'read'> | undefined;

/** A record that a rule of Baton refuses is kept, such as one for a team that was retired. */
export function takeRecord(tx: Tx, context: SyncContext, incoming: Incoming, now: Date): Outcome {
  const done = withSavepoint(tx, () => takeOne(tx, context, incoming, now));
  return done.ok ? done.value : keepRefused(tx, context, incoming.record, done.refusal.message, now);
}

function keepRefused(tx: Tx, context: SyncContext, { id }: CrmRecord, words: string, now: Date): Outcome {
  if (linkOfRecord(tx, context.connectionId, id)) return undefined;
  return keepRecord(tx, context, id, { reason: 'refused', words }, now) ? 'kept' : undefined;
}

function takeOne(tx: Tx, context: SyncContext, incoming: Incoming, now: Date): Outcome {
  const { record, people } = incoming;
  const link = linkOfRecord(tx, context.connectionId, record.id);
  if (link) {
    const lead = requireLead(tx, link.leadId);
    const isBack = record.isMatch && !link.isMatch && !isInSales(lead);
    if (isBack && context.plan.rule !== null) return comeBack(tx, context, { ...incoming, link }, now);
    mergeRecord(tx, context, { link, lead, record, people }, now);
    return undefined;
  }
  if (!record.isMatch || context.plan.rule === null) {
    noteLeft(tx, context, record);
    return undefined;
  }
  // An erased lead stays away, until its record leaves the rule and comes back.
  const former = endedLinkOf(tx, context.connectionId, record.id);
  if (former?.endedWhy === 'erased' && former.isMatch) return undefined;
  return comeIn(tx, context, incoming, now);
}

function noteLeft(tx: Tx, { connectionId }: SyncContext, { id }: CrmRecord): void {
  const former = endedLinkOf(tx, connectionId, id);
  if (former?.isMatch) updateLink(tx, former.id, { isMatch: false });
  dropKept(tx, connectionId, id);
}

/** The lead that a record would be. */
export function formOfRecord(db: Db, { plan, crm }: SyncContext, record: CrmRecord): ReturnType<typeof formOf> {
  const { contact, source, campaign, need, score } = record;
  const all = Object.entries({ ...contact, source, campaign, need, score });
  const fields = Object.fromEntries(all.map(([name, value]) => [name, value?.toString()]));
  return formOf(db, fields, {
    source: { name: crm, sourceLabel: crm, temperature: null },
    country: countryFor(db, plan),
  });
}

/** The open lead of this person, or one that ended not long ago. */
export function knownLead(db: Db, form: LeadFields, now: Date): Lead | undefined {
  const found = findDuplicate(db, form);
  return found && isSurelySame(found, form) && !isLongOver(found, now) ? found : undefined;
}

function comeIn(tx: Tx, context: SyncContext, incoming: Incoming, now: Date): Outcome {
  const { record } = incoming;
  const read = formOfRecord(tx, context, record);
  if (!('form' in read)) {
    const words = read.reasons.join(' ');
    return keepRecord(tx, context, record.id, { reason: 'no_contact', words }, now) ? 'kept' : undefined;
  }
  const known = knownLead(tx, read.form, now);
  if (known) return linkKnown(tx, context, { ...incoming, lead: known }, now);
  return handOffRecord(tx, context, { ...incoming, form: read.form }, now);
}

/** A lead that Baton has is linked, unless it has another record. */
function linkKnown(tx: Tx, context: SyncContext, incoming: Incoming & { lead: Lead }, now: Date): Outcome {
  const { lead, record, people } = incoming;
  if (linkOfLead(tx, context.connectionId, lead.id)) return keepDuplicate(tx, context, incoming, now);
  const link = linkTo(tx, context, { lead, record, base: {} }, now);
  recordOfSync(tx, lead, context.crm, 'linked', now);
  mergeRecord(tx, context, { link, lead, record, people }, now);
  return 'known';
}

function keepDuplicate(
  tx: Tx,
  context: SyncContext,
  { lead, record }: { lead: Lead; record: CrmRecord },
  now: Date,
): Outcome {
  const words = `The same person is a lead that has another record in ${context.crm}. Merge the two there.`;
  const why = { reason: 'duplicate', words, leadId: lead.id } as const;
  return keepRecord(tx, context, record.id, why, now) ? 'kept' : undefined;
}

function handOffRecord(tx: Tx, context: SyncContext, incoming: Incoming & { form: LeadFields }, now: Date): Outcome {
  const { record, people, isOfList, form } = incoming;
  const { plan, crm, connectionId } = context;
  const sellerId = people.userOf(record.ownerId);
  const { lead, isNew } = handOffByProgram(
    tx,
    {
      ...{ form, teamId: plan.teamId, marketerId: plan.marketerId, crm, isOfList },
      sellerIn: (team) => (sellerId !== null && canHold(tx, team, sellerId, now) ? sellerId : null),
    },
    now,
  );
  if (linkOfLead(tx, connectionId, lead.id)) return keepDuplicate(tx, context, { lead, record }, now);
  const base = firstBase(tx, context, { lead, record, people }, isOfList);
  const link = linkTo(tx, context, { lead, record, base }, now);
  if (!isOfList) {
    mergeRecord(tx, context, { link, lead, record, people }, now);
    order(tx, { connectionId, leadId: lead.id, since: now }, now);
  }
  return isNew ? 'added' : 'known';
}

/**
 * The lead was made of this record, so both sides agree. A seller may be at work on it in the CRM already: then the lead takes their
 * status and their open deal. Else the CRM learns the status of the lead. A lead of many waits until someone acts on it.
 */
function firstBase(tx: Tx, context: SyncContext, pair: Pair, isOfList: boolean): Base {
  const base: Base = {};
  for (const field of syncFields) {
    const sides = sidesOf(tx, context, pair, field);
    if (!sides) continue;
    const [baton, crm] = [context.print(sides.baton), context.print(sides.crm)];
    base[field] = [baton, crm];
    if (isOfList) continue;
    if (isAtWork(context, pair.record, field)) base[field] = [baton, UNKNOWN];
    else if (field === 'status') base[field] = [UNKNOWN, crm];
  }
  return base;
}

const AT_WORK: readonly LeadStatus[] = ['accepted', 'working', 'qualified'];

/** Deals that ended, and statuses of the end, are of an earlier time. */
function isAtWork({ plan }: SyncContext, { status, deal }: CrmRecord, field: SyncField): boolean {
  if (field === 'deal')
    return deal !== null && !!plan.deals && statusOfStage(plan.deals.stages, deal.stage) === 'qualified';
  return field === 'status' && statusesOf(plan.status?.values ?? {}, status).some((one) => AT_WORK.includes(one));
}

export function linkTo(
  tx: Tx,
  { connectionId, linkOf }: SyncContext,
  { lead, record, base, notedEntryId }: { lead: Lead; record: CrmRecord; base: Base; notedEntryId?: number },
  now: Date,
): CrmLink {
  dropKept(tx, connectionId, record.id);
  const link = addLink(tx, {
    ...{ connectionId, leadId: lead.id, recordId: record.id, base },
    ...{ url: linkOf(record.id), isMatch: record.isMatch, notedEntryId: notedEntryId ?? newestEntryOf(tx, lead.id) },
    ...{ linkedAt: now, syncedAt: now, seenAt: now },
  });
  // Its link is on the card.
  if (cardOf(tx, lead.id)) announceCard(tx, lead, now);
  return link;
}

/** Marketing qualified the person again in the CRM: the lead comes back from marketing, or a new one follows one that ended. */
function comeBack(tx: Tx, context: SyncContext, incoming: Incoming & { link: CrmLink }, now: Date): Outcome {
  const { link, record, people } = incoming;
  updateLink(tx, link.id, { isMatch: true, seenAt: now });
  const read = formOfRecord(tx, context, record);
  if (!('form' in read)) return undefined;
  const { plan, crm } = context;
  const { form } = read;
  const { lead } = handOffByProgram(tx, { form, teamId: plan.teamId, marketerId: plan.marketerId, crm }, now);
  if (lead.id === link.leadId) {
    mergeRecord(tx, context, { link, lead, record, people }, now);
    return undefined;
  }
  if (linkOfLead(tx, context.connectionId, lead.id)) return undefined;
  endLink(tx, link, 'replaced', now);
  const base = firstBase(tx, context, { lead, record, people }, false);
  const newLink = linkTo(tx, context, { lead, record, base }, now);
  mergeRecord(tx, context, { link: newLink, lead, record, people }, now);
  order(tx, { connectionId: context.connectionId, leadId: lead.id, since: now }, now);
  return 'added';
}

/** The record went on in another one, which has the lead now. A lead of that one keeps it. */
export function followMerge(
  tx: Tx,
  context: SyncContext,
  link: CrmLink,
  { merged: into, isConverted }: { merged: string; isConverted?: true },
  now: Date,
): void {
  const other = linkOfRecord(tx, context.connectionId, into);
  if (other?.id === link.id) return;
  recordOfSync(tx, requireLead(tx, link.leadId), context.crm, isConverted ? 'converted' : 'merged', now);
  if (other) {
    endLink(tx, link, 'replaced', now);
    return;
  }
  dropKept(tx, context.connectionId, into);
  updateLink(tx, link.id, { recordId: into, url: context.linkOf(into), seenAt: now });
}

export function followGone(tx: Tx, { crm }: SyncContext, link: CrmLink, now: Date): void {
  endLink(tx, link, 'gone', now);
  recordOfSync(tx, requireLead(tx, link.leadId), crm, 'gone', now);
}
