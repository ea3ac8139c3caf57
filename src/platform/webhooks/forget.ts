import { eq, inArray } from '../db/drizzle.ts';
import type { Tx } from '../db/write.ts';
import { webhookDeliveries, webhookEvents } from './table.ts';

/** Events that wait keep their ids alone, and no answer of a receiver that may repeat the rest. */
export function forgetWaiting(tx: Tx, subject: string): void {
  const about = eq(webhookEvents.subject, subject);
  const events = tx.select({ sequence: webhookEvents.sequence }).from(webhookEvents).where(about);
  tx.update(webhookDeliveries).set({ answer: null }).where(inArray(webhookDeliveries.sequence, events)).run();
  tx.update(webhookEvents).set({ full: null }).where(about).run();
}
