/** Links of leads with records. */
import { recordPast } from '../leads/history.ts';
import type { Lead } from '../leads/table.ts';
import type { RecordChange } from '../leads/types.ts';
import { and, asc, desc, eq, lt, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import { insertRow, updateRow } from '../platform/db/rows.ts';
import type { Tx } from '../platform/db/write.ts';
import { type CrmLink, crmLinks, crmOrders, hasEnded, isCurrent } from './table.ts';
import type { LinkEnd } from './types.ts';

const ofConnection = eq(crmLinks.connectionId, sql.placeholder('connectionId'));
const byId = preparedRows(crmLinks, eq(crmLinks.id, sql.placeholder('id')));
const ofLead = preparedRows(crmLinks, and(ofConnection, eq(crmLinks.leadId, sql.placeholder('leadId')), isCurrent));
const ofRecord = preparedRows(
  crmLinks,
  and(ofConnection, eq(crmLinks.recordId, sql.placeholder('recordId')), isCurrent),
);
const endedOf = prepared((db) =>
  db
    .select()
    .from(crmLinks)
    .where(and(ofConnection, eq(crmLinks.recordId, sql.placeholder('recordId')), hasEnded))
    .orderBy(desc(crmLinks.id))
    .limit(1)
    .prepare(),
);
const newestOfLead = prepared((db) =>
  db
    .select()
    .from(crmLinks)
    .where(eq(crmLinks.leadId, sql.placeholder('leadId')))
    .orderBy(desc(isCurrent), desc(crmLinks.id))
    .limit(1)
    .prepare(),
);

export const linkOfLead = (db: Db, connectionId: number, leadId: number): CrmLink | undefined =>
  ofLead(db).get({ connectionId, leadId });

export const linkOfRecord = (db: Db, connectionId: number, recordId: string): CrmLink | undefined =>
  ofRecord(db).get({ connectionId, recordId });

/** The last link of a record that ended. */
export const endedLinkOf = (db: Db, connectionId: number, recordId: string): CrmLink | undefined =>
  endedOf(db).get({ connectionId, recordId });

/** The last link of a lead in any connection, also one that ended. */
export const lastLinkOf = (db: Db, leadId: number): CrmLink | undefined => newestOfLead(db).get({ leadId });

/** The record of a lead, for the link on its card. Undefined if it was deleted, or has another lead now. */
export function recordOfLead(db: Db, leadId: number): CrmLink | undefined {
  const link = lastLinkOf(db, leadId);
  return link?.endedAt === null ? link : undefined;
}

/** The lead of a record, by the link of any connection. */
export const leadOfRecord = (db: Db, recordId: string): number | undefined =>
  db
    .select({ leadId: crmLinks.leadId })
    .from(crmLinks)
    .where(and(eq(crmLinks.recordId, recordId), isCurrent))
    .orderBy(desc(crmLinks.id))
    .limit(1)
    .get()?.leadId;

/** Links whose record was not read since then, those first that wait the longest. */
export const leastSeen = (
  db: Db,
  { connectionId, before, limit }: { connectionId: number; before: Date; limit: number },
): CrmLink[] =>
  db
    .select()
    .from(crmLinks)
    .where(and(eq(crmLinks.connectionId, connectionId), isCurrent, lt(crmLinks.seenAt, before)))
    .orderBy(asc(crmLinks.seenAt))
    .limit(limit)
    .all();

export const updateLink = (tx: Tx, id: number, values: Partial<typeof crmLinks.$inferInsert>): void =>
  updateRow(tx, crmLinks, { id }, values);

export function addLink(tx: Tx, link: typeof crmLinks.$inferInsert): CrmLink {
  const added = byId(tx).get(insertRow(tx, crmLinks, link));
  if (!added) throw new TypeError('A link that was just stored is not there.');
  return added;
}

/** The record is not the lead's any more. Its order is dropped. */
export function endLink(tx: Tx, { id, connectionId, leadId }: CrmLink, why: LinkEnd, now: Date): void {
  updateLink(tx, id, { endedAt: now, endedWhy: why, base: {} });
  tx.delete(crmOrders)
    .where(and(eq(crmOrders.connectionId, connectionId), eq(crmOrders.leadId, leadId)))
    .run();
}

/** Puts a change of the lead's record on record, without announcing it. */
export const recordOfSync = (tx: Tx, lead: Lead, crm: string, record: RecordChange, now: Date): number =>
  recordPast(tx, lead, { kind: 'synced', actorId: null, details: { crm, record } }, now);

/** Whether the lead has or had a record in this connection. */
export const wasLinked = (db: Db, connectionId: number, leadId: number): boolean =>
  db
    .select({ id: crmLinks.id })
    .from(crmLinks)
    .where(and(eq(crmLinks.leadId, leadId), eq(crmLinks.connectionId, connectionId)))
    .limit(1)
    .get() !== undefined;
