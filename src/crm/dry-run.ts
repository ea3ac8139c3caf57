/** The next leads that would come, and what would be written for the last ones that changed. Nothing is written anywhere. */
import { leadById } from '../leads/queries.ts';
import { type Lead, leadHistory } from '../leads/table.ts';
import { desc } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { formOfRecord, knownLead } from './come-in.ts';
import type { SyncContext } from './context.ts';
import type { Crm, CrmRecord, SyncField } from './crm.ts';
import { dealToWrite, isReopened } from './deal.ts';
import { linkOfLead, linkOfRecord } from './links.ts';
import { isShared, masterOf } from './merge.ts';
import { type People, peopleOf } from './people.ts';
import { noRecord } from './render.ts';
import { sidesOf, syncFields } from './sides.ts';
import { readValue, valueIn, written } from './values.ts';

/** A record that would come in. */
export interface DryIn {
  record: Pick<CrmRecord, 'id' | 'contact'>;
  url: string;
  /** `new`, the lead that it would be linked with, or why it stays out. */
  becomes: { kind: 'new' } | { kind: 'lead'; lead: Lead } | { kind: 'none'; words: string };
}

/** A lead that would be written. */
export interface DryOut {
  lead: Lead;
  /** Undefined if it would be added. */
  url: string | undefined;
  /** Values in the CRM now, and afterwards. */
  fields: { field: SyncField; from: string | null; to: string | null }[];
}

const MOST = 10;
const MOST_PAGES = 5;

export async function dryRun(
  db: Db,
  context: SyncContext,
  crm: Crm,
  now: Date,
): Promise<{ incoming: DryIn[]; outgoing: DryOut[] }> {
  return { incoming: await incoming(db, context, crm, now), outgoing: await outgoing(db, context, crm) };
}

async function incoming(db: Db, context: SyncContext, crm: Crm, now: Date): Promise<DryIn[]> {
  const found: DryIn[] = [];
  if (context.plan.rule === null) return found;
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES && found.length < MOST; page += 1) {
    const { records, isEnd, cursor: next } = await crm.changes(context.plan, cursor);
    const fresh = records.filter(({ id, isMatch }) => isMatch && !linkOfRecord(db, context.connectionId, id));
    for (const record of fresh) found.push(becoming(db, context, record, now));
    cursor = next;
    if (isEnd) break;
  }
  return found.slice(0, MOST);
}

function becoming(db: Db, context: SyncContext, record: CrmRecord, now: Date): DryIn {
  const one = { record: { id: record.id, contact: record.contact }, url: context.linkOf(record.id) };
  const read = formOfRecord(db, context, record);
  if (!('form' in read)) return { ...one, becomes: { kind: 'none', words: read.reasons.join(' ') } };
  const lead = knownLead(db, read.form, now);
  return { ...one, becomes: lead ? { kind: 'lead', lead } : { kind: 'new' } };
}

async function outgoing(db: Db, context: SyncContext, crm: Crm): Promise<DryOut[]> {
  const people = peopleOf(db, context.connectionId);
  const found: DryOut[] = [];
  for (const lead of lastChanged(db)) {
    const link = linkOfLead(db, context.connectionId, lead.id);
    if (!link && !context.plan.addsLeads) continue;
    const record = link
      ? (await crm.read(context.plan, [link.recordId])).get(link.recordId)
      : await firstWith(crm, context, lead);
    if (record && !('record' in record)) continue;
    found.push(changesOf(db, context, { lead, record: record?.record, people }));
  }
  return found;
}

async function firstWith(crm: Crm, { plan }: SyncContext, { email, phone }: Lead) {
  const [record] = await crm.find(plan, { email, phone });
  return record && { record };
}

const MOST_ENTRIES = 200;

/** Changed by people or by Baton, the last first. */
function lastChanged(db: Db): Lead[] {
  const entries = db
    .select({ leadId: leadHistory.leadId })
    .from(leadHistory)
    .orderBy(desc(leadHistory.id))
    .limit(MOST_ENTRIES)
    .all();
  const ids = new Set(entries.map(({ leadId }) => leadId));
  return [...ids].slice(0, MOST).flatMap((id) => leadById(db, id) ?? []);
}

function changesOf(
  db: Db,
  context: SyncContext,
  { lead, record, people }: { lead: Lead; record: CrmRecord | undefined; people: People },
): DryOut {
  const pair = { lead, record: record ?? noRecord, people };
  const fields = syncFields.flatMap((field) => {
    const sides = sidesOf(db, context, pair, field);
    // The CRM keeps contact data that it is the master of.
    const isKept = sides?.crm != null && sides.canTake && masterOf(context.plan, field) === 'crm';
    if (!sides?.canGive || sides.isSame || isKept) return [];
    return [{ field, ...shownChange(db, context, pair, field) }];
  });
  return { lead, url: record && context.linkOf(record.id), fields };
}

function shownChange(
  db: Db,
  { plan, labelOf }: SyncContext,
  { lead, record, people }: { lead: Lead; record: CrmRecord; people: People },
  field: SyncField,
): { from: string | null; to: string | null } {
  const label = (id: string | null | undefined) => (id == null ? null : labelOf(id));
  if (isShared(field)) {
    return {
      from: readValue(record, field, undefined) ?? record.contact[field],
      to: written(field, valueIn(lead, field)),
    };
  }
  if (field === 'owner') {
    const to = people.ownerOf(lead.ownerId ?? '');
    const nameOf = (id: string | null | undefined) => (id == null ? null : people.nameOf(id));
    return { from: nameOf(record.ownerId), to: nameOf(to) };
  }
  if (field === 'status') return { from: label(record.status), to: label(plan.status?.values[lead.status]) };
  const deal = dealToWrite(plan, lead, { id: null, deal: record.deal, isReopened: isReopened(db, lead) });
  return { from: label(record.deal?.stage), to: label(deal?.stage) };
}
