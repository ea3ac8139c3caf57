/** From Baton to the CRM: orders that are due. */
import { isKeptBlocked } from '../leads/blocked.ts';
import { isEnded } from '../leads/lifecycle.ts';
import { isSurelySame, leadById, newestEntryOf } from '../leads/queries.ts';
import { type Lead, leadHistory } from '../leads/table.ts';
import { and, eq, gt } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Services } from '../platform/services.ts';
import { formOfRecord, linkTo } from './come-in.ts';
import type { NameOf, SyncContext } from './context.ts';
import type { CrmFound, CrmRecord } from './crm.ts';
import { endLink, linkOfLead, linkOfRecord, recordOfSync, updateLink, wasLinked } from './links.ts';
import { mergeRecord } from './merge-record.ts';
import { dropOrder, dueOrders, orderChanged, orderOf, updateOrder } from './orders.ts';
import { type People, peopleOf } from './people.ts';
import { noteWorks } from './progress.ts';
import { type Syncing, takeFound } from './read-changes.ts';
import { noRecord, type Rendered, render } from './render.ts';
import { settleWritten } from './settle.ts';
import type { CrmLink, CrmOrder } from './table.ts';

const MOST_AT_ONCE = 100;
/** Orders in one transaction. */
const AT_ONCE = 20;

interface Writing extends Syncing, Pick<Services, 'directory'> {}

/** Writes a batch of what is due. @returns whether more may be left. */
export async function writeSome(writing: Writing): Promise<boolean> {
  const { db, write, now, context, crm, stop } = writing;
  const { connectionId, plan } = context;
  while (await write((tx) => orderChanged(tx, connectionId, now()))) if (stop.aborted) return false;
  const orders = dueOrders(db, connectionId, now(), MOST_AT_ONCE);
  if (orders.length === 0) return false;
  const found = await look(writing, orders);
  const nameOf = await namesFor(writing, orders);
  // A lead that was not looked for would lose its order.
  if (stop.aborted) return false;
  const rendered: Rendered[] = [];
  for (let from = 0; from < orders.length; from += AT_ONCE) {
    const some = orders.slice(from, from + AT_ONCE);
    rendered.push(...(await write((tx) => begin(tx, context, { orders: some, found, nameOf }, now()))));
  }
  if (rendered.length > 0 && !stop.aborted) {
    const written = await crm.write(
      plan,
      rendered.map((one) => one.write),
    );
    for (let from = 0; from < rendered.length; from += AT_ONCE) {
      await write((tx) => {
        for (const [place, one] of rendered.slice(from, from + AT_ONCE).entries()) {
          const outcome = written[from + place];
          if (outcome) settleWritten(tx, context, { rendered: one, written: outcome }, now());
        }
        noteWorks(tx, connectionId);
      });
    }
    const stopper = written.find(({ error }) => error && STOPS.has(error.fault))?.error;
    if (stopper) throw stopper;
  }
  return orders.length === MOST_AT_ONCE;
}

/** Faults of the whole account. */
const STOPS = new Set(['key', 'right', 'limit']);

interface Looked {
  byRecord: Map<string, CrmFound>;
  /** Records with the contact data of a lead that has none yet. */
  byLead: Map<number, CrmRecord[] | typeof LATER>;
}

/** A record is read before it is written, so that what changed there is not overwritten. */
async function look({ db, context, crm, stop }: Writing, orders: readonly CrmOrder[]): Promise<Looked> {
  const { connectionId, plan } = context;
  const links = orders.flatMap(({ leadId }) => linkOfLead(db, connectionId, leadId) ?? []);
  const byRecord =
    links.length > 0
      ? await crm.read(
          plan,
          links.map(({ recordId }) => recordId),
        )
      : new Map<string, CrmFound>();
  const byLead: Looked['byLead'] = new Map();
  const seen = new Set<string>();
  for (const { leadId } of orders) {
    if (stop.aborted) break;
    const lead = leadById(db, leadId);
    if (!lead || linkOfLead(db, connectionId, leadId) || !isToAdd(db, context, lead)) continue;
    const { email, phone } = lead;
    const contact = [email?.toLowerCase(), phone].filter((one) => one != null);
    // Two leads of one person in a batch would add two records.
    const isSecond = contact.some((one) => seen.has(one));
    for (const one of contact) seen.add(one);
    byLead.set(leadId, isSecond ? LATER : await crm.find(plan, { email, phone }));
  }
  return { byRecord, byLead };
}

/** The people whom a write may name. */
function peopleIn(db: Db, lead: Lead | undefined, link: CrmLink | undefined): string[] {
  if (!lead) return [];
  const entries = db
    .selectDistinct({ actorId: leadHistory.actorId })
    .from(leadHistory)
    .where(and(eq(leadHistory.leadId, lead.id), gt(leadHistory.id, link?.notedEntryId ?? 0)))
    .all();
  return [lead.ownerId, lead.assigneeId, ...entries.map(({ actorId }) => actorId)].filter((id) => id !== null);
}

/** A lead of a list waits until someone acts on it. One whose record was deleted, or taken by another lead, is not added again. */
const isToAdd = (db: Syncing['db'], { connectionId, plan }: SyncContext, lead: Lead): boolean =>
  plan.addsLeads &&
  !lead.isUnhurried &&
  (lead.email !== null || lead.phone !== null) &&
  !isKeptBlocked(db, lead) &&
  !wasLinked(db, connectionId, lead.id);

async function namesFor({ db, directory, context }: Writing, orders: readonly CrmOrder[]): Promise<NameOf> {
  const ids = orders.flatMap(({ leadId }) =>
    peopleIn(db, leadById(db, leadId), linkOfLead(db, context.connectionId, leadId)),
  );
  const people = await directory.people(new Set(ids));
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (userId) => names.get(userId) ?? 'Someone';
}

function begin(
  tx: Tx,
  context: SyncContext,
  { orders, found, nameOf }: { orders: readonly CrmOrder[]; found: Looked; nameOf: NameOf },
  now: Date,
): Rendered[] {
  const people = peopleOf(tx, context.connectionId);
  return orders.flatMap((of) => {
    const known = orderOf(tx, of);
    // Dropped meanwhile, with its link.
    if (!known) return [];
    const record = recordFor(tx, context, { of, found, people }, now);
    const lead = leadById(tx, of.leadId);
    const link = linkOfLead(tx, context.connectionId, of.leadId);
    if (record === LATER) return [];
    const isRepeat = known.begunAt !== null;
    const rendered = lead && record && render(tx, context, { lead, link, record, people, nameOf, isRepeat });
    if (!rendered) {
      dropOrder(tx, of);
      if (link) updateLink(tx, link.id, { syncedAt: now, notedEntryId: newestEntryOf(tx, of.leadId) });
      return [];
    }
    updateOrder(tx, of, { begunAt: now, begun: rendered.begun, isAgain: false });
    return [rendered];
  });
}

/** The record was not read: the order waits for the next batch. */
const LATER = 'later';

/** The record as it is now, after its changes were taken. Undefined for a lead that has none, and gets none. */
function recordFor(
  tx: Tx,
  context: SyncContext,
  { of, found, people }: { of: CrmOrder; found: Looked; people: People },
  now: Date,
): CrmRecord | typeof LATER | undefined {
  const link = linkOfLead(tx, context.connectionId, of.leadId);
  if (!link) return recordToLink(tx, context, { of, candidates: found.byLead.get(of.leadId), people }, now);
  const one = found.byRecord.get(link.recordId);
  if (!one) return LATER;
  takeFound(tx, context, { link, found: one, people }, now);
  if ('record' in one) return one.record;
  return linkOfLead(tx, context.connectionId, of.leadId) ? LATER : undefined;
}

/** A record that the CRM has of this person is linked: nothing is added twice. */
function recordToLink(
  tx: Tx,
  context: SyncContext,
  { of, candidates, people }: { of: CrmOrder; candidates: CrmRecord[] | typeof LATER | undefined; people: People },
  now: Date,
): CrmRecord | typeof LATER | undefined {
  const lead = leadById(tx, of.leadId);
  if (!lead || candidates === undefined || candidates === LATER) return candidates && LATER;
  // A record that an earlier try may have added is found by the client: another one of this person may be there by now.
  if (of.begunAt !== null) return noRecord;
  const record = candidates
    .filter((one) => isOfLead(tx, context, lead, one))
    .toSorted((a, b) => Number(hasAddress(b, lead)) - Number(hasAddress(a, lead)))[0];
  if (!record) return noRecord;
  const other = linkOfRecord(tx, context.connectionId, record.id);
  const otherLead = other && leadById(tx, other.leadId);
  if (otherLead && !isEnded(otherLead)) return undefined;
  if (other) endLink(tx, other, 'replaced', now);
  const link = linkTo(tx, context, { lead, record, base: {}, notedEntryId: 0 }, now);
  recordOfSync(tx, lead, context.crm, 'linked', now);
  mergeRecord(tx, context, { link, lead, record, people }, now);
  return record;
}

function isOfLead(tx: Tx, context: SyncContext, lead: Lead, record: CrmRecord): boolean {
  const read = formOfRecord(tx, context, record);
  return 'form' in read && isSurelySame(lead, read.form);
}

const hasAddress = ({ contact }: CrmRecord, { email }: Lead): boolean =>
  email !== null && contact.email?.toLowerCase() === email.toLowerCase();
