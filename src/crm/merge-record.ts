/** A linked record as it is now: what the CRM changed is taken, what Baton changed is ordered. */
import { record as recordChange, recordPast } from '../leads/history.ts';
import { newestEntryOf, requireLead } from '../leads/queries.ts';
import type { Lead } from '../leads/table.ts';
import type { ChangeDetails } from '../leads/types.ts';
import type { Tx } from '../platform/db/write.ts';
import type { SyncContext } from './context.ts';
import type { CrmRecord, SyncField } from './crm.ts';
import { updateLink } from './links.ts';
import { type Decision, decide, isShared, masterOf } from './merge.ts';
import { order, orderOf } from './orders.ts';
import type { People } from './people.ts';
import { UNKNOWN } from './prints.ts';
import { type FieldSides, type Pair, sidesOf, syncFields } from './sides.ts';
import type { CrmLink } from './table.ts';
import { takeContact } from './take-contact.ts';
import { fillValue, takeDeal, takeOwner, takeStatus } from './take-stage.ts';
import type { Base } from './types.ts';
import { readValue } from './values.ts';

interface Merging {
  tx: Tx;
  context: SyncContext;
  pair: Pair;
  base: Base;
  news: Required<Pick<ChangeDetails['synced'], 'took' | 'was' | 'lost' | 'differs'>> & { why?: string };
}

/** @returns the lead after it, and what both sides agree on now. */
export function mergeRecord(
  tx: Tx,
  context: SyncContext,
  { link, record, people, lead }: { link: CrmLink; record: CrmRecord; people: People; lead: Lead },
  now: Date,
): { lead: Lead; base: Base } {
  const begun = orderOf(tx, link)?.begun ?? {};
  const merging: Merging = {
    ...{ tx, context, pair: { lead, record, people } },
    base: withOwnWrites(context, link.base, { begun, pair: { lead, record, people } }, tx),
    news: { took: [], was: {}, lost: {}, differs: {} },
  };
  for (const field of syncFields) mergeField(merging, field, now);
  noteNews(merging, now);
  const { base, pair } = merging;
  const isDone = fieldsToGive(tx, context, pair, base).length === 0;
  updateLink(tx, link.id, {
    ...{ base, isMatch: record.isMatch, seenAt: now, dealId: record.deal?.id ?? null },
    ...(isDone && !orderOf(tx, link) && { syncedAt: now }),
  });
  if (!isDone) order(tx, { connectionId: context.connectionId, leadId: lead.id, since: now }, now);
  return { lead: pair.lead, base };
}

/** Fields whose value of the lead is to be written. */
export const fieldsToGive = (tx: Tx, context: SyncContext, pair: Pair, base: Base): SyncField[] =>
  syncFields.filter((field) => {
    const sides = sidesOf(tx, context, pair, field);
    return sides?.canGive && decision(context, base, field, sides).way === 'give';
  });

/** A write of ours whose outcome is not known yet, and that is found in the CRM, is agreed. */
function withOwnWrites(context: SyncContext, base: Base, { begun, pair }: { begun: Base; pair: Pair }, tx: Tx): Base {
  const own = syncFields.flatMap((field) => {
    const ours = begun[field];
    const sides = ours && sidesOf(tx, context, pair, field);
    return ours && sides && ours[1] === context.print(sides.crm) ? [[field, ours] as const] : [];
  });
  return { ...base, ...Object.fromEntries(own) };
}

function decision(context: SyncContext, base: Base, field: SyncField, sides: FieldSides): Decision {
  const [baton, crm] = [context.print(sides.baton), context.print(sides.crm)];
  const decided = decide(base[field], { baton, crm, isSame: sides.isSame }, masterOf(context.plan, field));
  const hasCrmChanged = base[field]?.[1] !== crm;
  if (decided.way === 'give' && !sides.canGive) return { way: hasCrmChanged ? 'take' : 'none', isConflict: false };
  if (decided.way === 'take' && !sides.canTake && decided.isConflict && sides.canGive)
    return { way: 'give', isConflict: true };
  return decided;
}

function mergeField(merging: Merging, field: SyncField, now: Date): void {
  const { tx, context, pair, base } = merging;
  if (field === 'deal' && context.plan.deals) {
    fillValue(tx, context, pair, now);
    pair.lead = requireLead(tx, pair.lead.id);
  }
  const sides = sidesOf(tx, context, pair, field);
  if (!sides) return;
  const [baton, crm] = [context.print(sides.baton), context.print(sides.crm)];
  const { way, isConflict } = decision(context, base, field, sides);
  if (way === 'settle') base[field] = [baton, crm];
  if (way === 'give' && isConflict) {
    if (sides.crm !== null) merging.news.lost[field] = shown(merging, field, sides.crm);
    base[field] = [UNKNOWN, crm];
  }
  if (way === 'take') take(merging, field, { sides, isConflict }, now);
}

function take(
  merging: Merging,
  field: SyncField,
  { sides, isConflict }: { sides: FieldSides; isConflict: boolean },
  now: Date,
): void {
  const { tx, context, pair, base, news } = merging;
  const crm = context.print(sides.crm);
  const leave = () => {
    base[field] = [isConflict ? context.print(sides.baton) : (base[field]?.[0] ?? context.print(sides.baton)), crm];
  };
  if (!sides.canTake) {
    if (sides.crm !== null && field !== 'status') news.differs[field] = shown(merging, field, sides.crm);
    leave();
    return;
  }
  const entryId = newestEntryOf(tx, pair.lead.id);
  const refusal = apply(merging, field, now);
  if (refusal === undefined) {
    // An act is on record by itself.
    if (newestEntryOf(tx, pair.lead.id) === entryId) news.took.push(field);
    pair.lead = requireLead(tx, pair.lead.id);
    const after = sidesOf(tx, context, pair, field);
    base[field] = [context.print(after?.baton ?? null), crm];
    if (sides.baton !== null && isShared(field)) news.was[field] = sides.baton;
    return;
  }
  news.why = refusal;
  const isRefusedAgain = base[refusedKey(field)]?.[1] === crm;
  // A CRM that sets the same value again and again has it: Baton's goes back once.
  if (sides.canGive && !isRefusedAgain && field !== 'owner') {
    news.lost[field] = shown(merging, field, sides.crm ?? '');
    base[field] = [UNKNOWN, crm];
    base[refusedKey(field)] = ['', crm];
  } else {
    if (!isRefusedAgain) news.differs[field] = shown(merging, field, sides.crm ?? '');
    else news.why = undefined;
    leave();
    // The lead's value goes there as soon as the CRM can have it.
    if (!sides.canGive && field !== 'owner') base[field] = [UNKNOWN, crm];
  }
}

/** The last value of the CRM that was refused. */
const refusedKey = (field: SyncField): string => `refused ${field}`;

function apply({ tx, context, pair }: Merging, field: SyncField, now: Date): string | undefined {
  if (field === 'owner') return takeOwner(tx, context, pair, now);
  if (field === 'deal') return takeDeal(tx, context, pair, now);
  if (field === 'status') return takeStatus(tx, context, pair, now);
  takeContact(tx, pair.lead, { record: pair.record, field }, now);
  return undefined;
}

function shown({ context, pair }: Merging, field: SyncField, crm: string): string {
  if (field === 'owner') return pair.people.nameOf(crm);
  if (field === 'status') return context.labelOf(crm);
  if (field === 'deal') return context.labelOf(pair.record.deal?.stage ?? '');
  return readValue(pair.record, field, undefined) ?? crm;
}

function noteNews({ tx, context, pair, news }: Merging, now: Date): void {
  const { took, why, ...values } = news;
  const told = Object.entries(values).filter(([, of]) => Object.keys(of).length > 0);
  if (took.length === 0 && told.length === 0) return;
  const details = {
    ...{ crm: context.crm, ...Object.fromEntries(told) },
    ...(took.length > 0 && { took }),
    ...(why !== undefined && { why }),
  };
  const change = { kind: 'synced', actorId: null, details } as const;
  if (took.length > 0) recordChange(tx, pair.lead, change, now);
  else recordPast(tx, pair.lead, change, now);
}
