/** Events that are due, and the outcome of each try. */
import { and, eq, inArray, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import type { Tx } from '../db/write.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time/units.ts';
import { dropDelivered, turnOff } from './endpoints.ts';
import type { WebhookFailed } from './send.ts';
import {
  isWaiting,
  type WebhookDelivery,
  type WebhookEvent,
  webhookDeliveries,
  webhookEndpoints,
  webhookEvents,
} from './table.ts';

/** Pauses after each try but the last one: ten tries in three days. https://www.standardwebhooks.com recommends them. */
const PAUSES_MS = [
  5_000,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  18 * HOUR_MS,
  22 * HOUR_MS,
];
export const MOST_TRIES = PAUSES_MS.length + 1;
/** After so many failures, later events of the same subject overtake it. */
const WAITED_FOR = 3;

const due = sql`not_before <= ${sql.placeholder('now')}`;

const endpointsDue = prepared((db) =>
  db.selectDistinct({ id: webhookDeliveries.endpointId }).from(webhookDeliveries).where(and(isWaiting, due)).prepare(),
);

/** Endpoints with something to send. */
export const dueEndpoints = (db: Db, now: Date): number[] =>
  endpointsDue(db)
    .all({ now: now.getTime() })
    .map(({ id }) => id);

export interface Due {
  delivery: WebhookDelivery;
  event: WebhookEvent;
}

const AT_ONCE = 50;

/** The earliest events that are due, each without one of the same subject before it. */
export const dueDeliveries = (db: Db, endpointId: number, now: Date): Due[] =>
  db
    .select({ delivery: webhookDeliveries, event: webhookEvents })
    .from(webhookDeliveries)
    .innerJoin(webhookEvents, eq(webhookEvents.sequence, webhookDeliveries.sequence))
    .where(
      sql`webhook_deliveries.failed_at is null and ${webhookDeliveries.endpointId} = ${endpointId}
        and ${webhookDeliveries.notBefore} <= ${now.getTime()}
        and not exists (select 1 from webhook_deliveries earlier where earlier.failed_at is null
          and earlier.endpoint_id = ${webhookDeliveries.endpointId} and earlier.subject = ${webhookDeliveries.subject}
          and earlier.sequence < ${webhookDeliveries.sequence} and earlier.attempts < ${WAITED_FOR})`,
    )
    // The order of the index: an outage leaves many, and they are not sorted again for each batch.
    .orderBy(webhookDeliveries.notBefore)
    .limit(AT_ONCE)
    .all();

const isThis = ({ endpointId, sequence }: Pick<WebhookDelivery, 'endpointId' | 'sequence'>) =>
  and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.sequence, sequence));

/** The receiver has it: it is never sent again. */
export function settleDelivered(tx: Tx, delivery: WebhookDelivery, now: Date): void {
  const { changes } = tx.delete(webhookDeliveries).where(isThis(delivery)).run();
  // Removed, with its endpoint, while it was under way.
  if (changes === 0) return;
  dropDelivered(tx, [delivery.sequence]);
  tx.update(webhookEndpoints)
    .set({ deliveries: sql`${webhookEndpoints.deliveries} + 1`, deliveredAt: now })
    .where(eq(webhookEndpoints.id, delivery.endpointId))
    .run();
}

/** The next try later, or none. 410 turns the endpoint off. */
export function settleFailed(tx: Tx, delivery: WebhookDelivery, failure: WebhookFailed, now: Date): void {
  const { endpointId, attempts } = delivery;
  const pauseMs = jittered(PAUSES_MS[attempts] ?? 0);
  const isOver = attempts + 1 >= MOST_TRIES || failure.status === GONE;
  const after = (ms: number) => new Date(now.getTime() + ms);
  tx.update(webhookDeliveries)
    .set({
      attempts: attempts + 1,
      reason: failure.message,
      answer: failure.answer || null,
      notBefore: after(Math.max(pauseMs, failure.afterMs)),
      failedAt: isOver ? now : null,
    })
    .where(isThis(delivery))
    .run();
  if (failure.status === GONE) turnOff(tx, { id: endpointId, by: 'Baton', why: 'gone' }, now);
  if (failure.afterMs > 0) {
    const restsUntil = after(failure.afterMs);
    tx.update(webhookEndpoints).set({ restsUntil }).where(eq(webhookEndpoints.id, endpointId)).run();
  }
}

const GONE = 410;

/** A tenth more or less, so that events that failed together do not come back at once. */
const jittered = (ms: number): number => ms * (0.9 + Math.random() * 0.2);

const KEPT_MS = 30 * DAY_MS;

/** Failed events are kept for 30 days. */
export function pruneWebhooks(tx: Tx, now: Date): void {
  const old = tx
    .select({ sequence: webhookDeliveries.sequence })
    .from(webhookDeliveries)
    .where(sql`failed_at < ${now.getTime() - KEPT_MS}`)
    .limit(500)
    .all()
    .map(({ sequence }) => sequence);
  if (old.length === 0) return;
  tx.delete(webhookDeliveries)
    .where(and(sql`failed_at < ${now.getTime() - KEPT_MS}`, inArray(webhookDeliveries.sequence, old)))
    .run();
  dropDelivered(tx, old);
}
