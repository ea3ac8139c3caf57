/** Deliveries with an uploaded file: promised when the form is submitted, done when Slack has handed the file over. */
import { asc, eq, lte } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { requestDeliveries } from './table.ts';

export type PendingDelivery = typeof requestDeliveries.$inferSelect;

export const pendingDelivery = (db: Db, requestId: number): PendingDelivery | undefined =>
  db.select().from(requestDeliveries).where(eq(requestDeliveries.requestId, requestId)).get();

/** Those to be tried by now, the oldest first. */
export const dueDeliveries = (db: Db, now: Date, limit: number): PendingDelivery[] =>
  db
    .select()
    .from(requestDeliveries)
    .where(lte(requestDeliveries.nextAt, now))
    .orderBy(asc(requestDeliveries.at))
    .limit(limit)
    .all();

export const forgetPendingDelivery = (tx: Tx, requestId: number): void =>
  void tx.delete(requestDeliveries).where(eq(requestDeliveries.requestId, requestId)).run();

export const postponeDelivery = (tx: Tx, { requestId, attempts }: PendingDelivery, nextAt: Date): void =>
  void tx
    .update(requestDeliveries)
    .set({ attempts: attempts + 1, nextAt })
    .where(eq(requestDeliveries.requestId, requestId))
    .run();
