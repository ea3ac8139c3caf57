/** Events that were not delivered: admins see them, and have them sent again. */
import { recordAudit } from '../audit/record.ts';
import { and, desc, eq, gte, isNull, lte, or, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import type { Tx } from '../db/write.ts';
import type { Slice } from '../paging.ts';
import type { Due } from './deliveries.ts';
import { requireEndpoint } from './endpoints.ts';
import { hasFailed, webhookDeliveries, webhookEndpoints, webhookEvents } from './table.ts';

/** Failed for good, or tried at least once: the latest first. */
const troubled = (endpointId: number) =>
  and(
    eq(webhookDeliveries.endpointId, endpointId),
    sql`(${webhookDeliveries.failedAt} is not null or ${webhookDeliveries.attempts} > 0)`,
  );

export function troubledPage(db: Db, endpointId: number, { limit, offset }: Slice): { rows: Due[]; total: number } {
  const rows = db
    .select({ delivery: webhookDeliveries, event: webhookEvents })
    .from(webhookDeliveries)
    .innerJoin(webhookEvents, eq(webhookEvents.sequence, webhookDeliveries.sequence))
    .where(troubled(endpointId))
    .orderBy(desc(webhookDeliveries.sequence))
    .limit(limit)
    .offset(offset)
    .all();
  const total = db.select({ rows: sql<number>`count(*)` }).from(webhookDeliveries).where(troubled(endpointId)).get();
  return { rows, total: total?.rows ?? 0 };
}

/** A receiver that fails for a while is told before an event fails for good. */
const TOLD_TRIES = 4;

/** Hosts of endpoints that do not take events, or that Baton turned off. */
export function troubledHosts(db: Db): { host: string; isOff: boolean }[] {
  const found = troubledEndpoints(db).all();
  return [...new Map(found.map(({ host, offAt }) => [`${host} ${offAt}`, { host, isOff: offAt !== null }])).values()];
}

const troubledEndpoints = prepared((db) => {
  const troubled = db
    .select({ one: sql`1` })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.endpointId, webhookEndpoints.id),
        sql`(${webhookDeliveries.failedAt} is not null or ${webhookDeliveries.attempts} >= ${sql.raw(String(TOLD_TRIES))})`,
      ),
    );
  return db
    .select({ host: webhookEndpoints.host, offAt: webhookEndpoints.offAt })
    .from(webhookEndpoints)
    .where(
      or(
        sql`${webhookEndpoints.offWhy} in ('gone', 'unreadable')`,
        and(isNull(webhookEndpoints.offAt), sql`exists ${troubled}`),
      ),
    )
    .prepare();
});

export interface Replay {
  id: number;
  by: string;
  /** One event, or all that happened in this time; both ends count. */
  which: { sequence: number } | { from: Date; until: Date };
}

/** Failed events are sent again, with the ids that they had. @returns how many. */
export function replay(tx: Tx, { id, by, which }: Replay, now: Date): number {
  const { host } = requireEndpoint(tx, id);
  const these =
    'sequence' in which
      ? [which.sequence]
      : tx
          .select({ sequence: webhookEvents.sequence })
          .from(webhookEvents)
          .innerJoin(webhookDeliveries, eq(webhookDeliveries.sequence, webhookEvents.sequence))
          .where(
            and(
              eq(webhookDeliveries.endpointId, id),
              gte(webhookEvents.at, which.from),
              lte(webhookEvents.at, which.until),
            ),
          )
          .all()
          .map(({ sequence }) => sequence);
  let replayed = 0;
  for (const sequence of these) {
    replayed += tx
      .update(webhookDeliveries)
      .set({ attempts: 0, notBefore: now, failedAt: null })
      .where(and(hasFailed, eq(webhookDeliveries.endpointId, id), eq(webhookDeliveries.sequence, sequence)))
      .run().changes;
  }
  if (replayed > 0) {
    recordAudit(
      tx,
      { kind: 'webhook.replayed', actor: by, subject: host, details: { webhook: id, events: replayed } },
      now,
    );
  }
  return replayed;
}
