/** Writes that the CRM refused: admins see them in its own words, and try again or leave them out. */
import { recordAudit } from '../platform/audit/record.ts';
import { and, count, desc, eq, isNotNull } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Slice } from '../platform/paging.ts';
import { type CrmOrder, crmOrders } from './table.ts';

const hasFailed = (connectionId: number) =>
  and(eq(crmOrders.connectionId, connectionId), isNotNull(crmOrders.failedAt));

/** Newest first. */
export function deadLetters(
  db: Db,
  connectionId: number,
  { limit, offset }: Slice,
): { rows: CrmOrder[]; total: number } {
  const rows = db
    .select()
    .from(crmOrders)
    .where(hasFailed(connectionId))
    .orderBy(desc(crmOrders.failedAt), desc(crmOrders.leadId))
    .limit(limit)
    .offset(offset)
    .all();
  const total = db.select({ rows: count() }).from(crmOrders).where(hasFailed(connectionId)).get()?.rows ?? 0;
  return { rows, total };
}

interface Which {
  connectionId: number;
  /** All of them when it is left out. */
  leadId?: number;
  by: string;
}

const these = ({ connectionId, leadId }: Which) =>
  and(hasFailed(connectionId), leadId === undefined ? undefined : eq(crmOrders.leadId, leadId));

/** They are written as the leads are now. @returns how many. */
export function tryAgain(tx: Tx, which: Which, now: Date): number {
  const { changes } = tx
    .update(crmOrders)
    .set({ failedAt: null, attempts: 0, notBefore: now })
    .where(these(which))
    .run();
  if (changes > 0) audit(tx, 'crm.tried_again', which, changes, now);
  return changes;
}

/** Nothing is written until the lead changes again. @returns how many. */
export function leaveOut(tx: Tx, which: Which, now: Date): number {
  const { changes } = tx.delete(crmOrders).where(these(which)).run();
  if (changes > 0) audit(tx, 'crm.left_out', which, changes, now);
  return changes;
}

function audit(
  tx: Tx,
  kind: 'crm.tried_again' | 'crm.left_out',
  { connectionId, leadId, by }: Which,
  orders: number,
  now: Date,
): void {
  const subject = leadId === undefined ? {} : { subject: `lead:${leadId}` };
  recordAudit(tx, { kind, actor: by, ...subject, details: { connection: connectionId, orders } }, now);
}
