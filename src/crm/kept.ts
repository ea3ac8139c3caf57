/** Records that are no lead: admins see them with their reason, and nothing about the person is kept. */
import { and, asc, count, desc, eq, lt, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Slice } from '../platform/paging.ts';
import type { SyncContext } from './context.ts';
import { crmKept, type KeptRecord } from './table.ts';

type Why = Pick<KeptRecord, 'reason' | 'words'> & { leadId?: number };

/** @returns whether it was not kept before. */
export function keepRecord(
  tx: Tx,
  { connectionId, linkOf }: SyncContext,
  recordId: string,
  { reason, words, leadId }: Why,
  now: Date,
): boolean {
  const isNew = !dropKept(tx, connectionId, recordId);
  tx.insert(crmKept)
    .values({ connectionId, recordId, url: linkOf(recordId), reason, words, leadId: leadId ?? null, at: now })
    .run();
  return isNew;
}

/** @returns whether it was kept. */
export const dropKept = (tx: Tx, connectionId: number, recordId: string): boolean =>
  drop(tx).run({ connectionId, recordId }).changes > 0;

/** Each record that comes in asks for it. */
const drop = prepared((db) =>
  db
    .delete(crmKept)
    .where(
      and(eq(crmKept.connectionId, sql.placeholder('connectionId')), eq(crmKept.recordId, sql.placeholder('recordId'))),
    )
    .prepare(),
);

/** Newest first. */
export function keptRecords(
  db: Db,
  connectionId: number,
  { limit, offset }: Slice,
): { rows: KeptRecord[]; total: number } {
  const ofConnection = eq(crmKept.connectionId, connectionId);
  const rows = db
    .select()
    .from(crmKept)
    .where(ofConnection)
    .orderBy(desc(crmKept.at), desc(crmKept.recordId))
    .limit(limit)
    .offset(offset)
    .all();
  const total = db.select({ rows: count() }).from(crmKept).where(ofConnection).get()?.rows ?? 0;
  return { rows, total };
}

/** Records that were kept before that: their reason may have passed. */
export const keptBefore = (
  db: Db,
  { connectionId, before, limit }: { connectionId: number; before: Date; limit: number },
): KeptRecord[] =>
  db
    .select()
    .from(crmKept)
    .where(and(eq(crmKept.connectionId, connectionId), lt(crmKept.at, before)))
    .orderBy(asc(crmKept.at))
    .limit(limit)
    .all();
