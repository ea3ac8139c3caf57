/** The write of a lead, from its state and its history at this moment. */
import { leadHistory } from '../leads/table.ts';
import { and, asc, eq, gt } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { NameOf, SyncContext } from './context.ts';
import { type CrmNote, type CrmRecord, type CrmWrite, sharedFields } from './crm.ts';
import { dealStatusOf, dealToWrite, isReopened } from './deal.ts';
import { extrasOf, textOf } from './extras.ts';
import { isShared } from './merge.ts';
import { fieldsToGive } from './merge-record.ts';
import type { Pair } from './sides.ts';
import type { CrmLink } from './table.ts';
import type { Base } from './types.ts';
import { valueIn, written } from './values.ts';

export interface Rendered {
  write: CrmWrite;
  /** Fingerprints of both sides once it is written. */
  begun: Base;
  /** The last entry of the history that is in it. */
  notedEntryId: number;
  /** Whether entries are left for another write. */
  isCut: boolean;
}

/** Notes in one write. */
const MOST_NOTES = 20;
const MOST_CHARACTERS = 2_000;

interface Rendering extends Pair {
  /** Undefined for a lead that has no record yet. */
  link: CrmLink | undefined;
  nameOf: NameOf;
  isRepeat: boolean;
}

/** Undefined if the CRM has everything. */
export function render(tx: Tx, context: SyncContext, rendering: Rendering): Rendered | undefined {
  const { lead, people, link, nameOf, isRepeat } = rendering;
  const { plan, print } = context;
  const base = link?.base ?? {};
  const write: CrmWrite = {
    ...{ leadId: lead.id, recordId: link?.recordId ?? null, isRepeat },
    ...{ contact: {}, extra: {}, notes: [] },
  };
  const begun: Base = {};
  const sent = (field: string, baton: string | null, crm: string | null) => {
    begun[field] = [print(baton), print(crm)];
  };
  for (const field of fieldsToGive(tx, context, rendering, base)) {
    if (isShared(field)) {
      const value = valueIn(lead, field);
      write.contact[field] = written(field, value);
      sent(field, value, write.contact[field] ?? null);
    } else if (field === 'owner') {
      write.ownerId = people.ownerOf(lead.ownerId ?? '') ?? null;
      sent(field, lead.ownerId, write.ownerId);
    } else if (field === 'status') {
      const value = plan.status?.values[lead.status];
      if (value !== undefined) write.status = value;
      sent(field, lead.status, value ?? null);
    } else addDeal(context, write, { ...rendering, isOpenAgain: isReopened(tx, lead) }, sent);
  }
  for (const [field, value] of extrasOf(tx, context, lead, nameOf)) {
    const text = textOf(value);
    if (base[`extra ${field}`]?.[0] === print(text) || (text === null && !base[`extra ${field}`])) continue;
    write.extra[field] = value;
    begun[`extra ${field}`] = [print(text), ''];
  }
  const { notes, notedEntryId, isCut } = notesAfter(tx, context, rendering, link?.notedEntryId ?? 0);
  write.notes = notes;
  const isNothing = Object.keys(begun).length === 0 && notes.length === 0 && write.recordId !== null;
  return isNothing ? undefined : { write, begun, notedEntryId, isCut };
}

function addDeal(
  { plan }: SyncContext,
  write: CrmWrite,
  { lead, record, link, isOpenAgain }: Rendering & { isOpenAgain: boolean },
  sent: (field: string, baton: string | null, crm: string) => void,
): void {
  const deal = dealToWrite(plan, lead, {
    ...{ id: link?.dealId ?? null, deal: record.deal },
    isReopened: isOpenAgain,
  });
  if (!deal) return;
  write.deal = deal;
  const baton = dealStatusOf(lead) ? JSON.stringify([lead.status, lead.amount, lead.currency, lead.closeOn]) : null;
  sent('deal', baton, JSON.stringify([deal.stage, deal.amount, deal.currency, deal.closeOn]));
}

function notesAfter(
  db: Db,
  { plan, noteOf }: SyncContext,
  { lead, people, nameOf }: Rendering,
  after: number,
): { notes: CrmNote[]; notedEntryId: number; isCut: boolean } {
  const entries = db
    .select()
    .from(leadHistory)
    .where(and(eq(leadHistory.leadId, lead.id), gt(leadHistory.id, after)))
    .orderBy(asc(leadHistory.id))
    .all();
  const notes: CrmNote[] = [];
  let notedEntryId = after;
  for (const entry of entries) {
    if (notes.length >= MOST_NOTES) return { notes, notedEntryId, isCut: true };
    notedEntryId = entry.id;
    // A change of the CRM is there already.
    const isOfCrm = (entry.details as { in?: string } | null)?.in !== undefined;
    const note = plan.writesNotes && !isOfCrm ? noteOf(entry, nameOf) : undefined;
    if (!note) continue;
    notes.push({
      ...{ key: `entry:${entry.id}`, kind: note.kind, at: entry.at, text: note.text.slice(0, MOST_CHARACTERS) },
      ownerId: people.ownerOf(entry.actorId ?? '') ?? null,
    });
  }
  return { notes, notedEntryId, isCut: false };
}

/** Of a lead that has no record yet: all its values are to be written. */
export const noRecord: CrmRecord = {
  ...{ id: '', changedAt: new Date(0), isMatch: false, source: null, campaign: null, score: null, need: null },
  contact: Object.fromEntries(sharedFields.map((field) => [field, null])) as CrmRecord['contact'],
  ...{ ownerId: null, status: null, deal: null, extra: {} },
};
