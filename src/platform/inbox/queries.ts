import { eq, lt, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { insertNewRow, updateRow } from '../db/rows.ts';
import type { Tx } from '../db/write.ts';
import { WEEK_MS } from '../time/units.ts';
import { inbox } from './table.ts';

/** After so many failed attempts an event is dead-lettered: kept, and not tried again. */
export const MAX_ATTEMPTS = 8;

/** Word for word the condition of the index `inbox_waiting`. */
const unhandled = sql`handled_at is null`;

/** Whether the event is new; it is stored then. */
export const storeEvent = (tx: Tx, event: { eventId: string; body: string }, now: Date): boolean =>
  insertNewRow(tx, inbox, { ...event, receivedAt: now, notBefore: now });

/**
 * The events that an earlier process left, oldest first, and how many are dead-lettered. Each counts as tried, for it may be
 * what ended that process.
 */
export function takeOverUnhandled(tx: Tx): { left: string[]; deadLettered: number } {
  const deadLettered = tx
    .select({ count: sql<number>`count(*)` })
    .from(inbox)
    .where(sql`${unhandled} and ${inbox.attempts} >= ${MAX_ATTEMPTS}`)
    .get();
  const left = tx
    .select({ eventId: inbox.eventId })
    .from(inbox)
    .where(sql`${unhandled} and ${inbox.attempts} < ${MAX_ATTEMPTS}`)
    // The plus keeps SQLite from reading all that was ever handled for the sake of the order.
    .orderBy(sql`+rowid`)
    .all();
  tx.update(inbox)
    .set({ attempts: sql`${inbox.attempts} + 1` })
    .where(sql`${unhandled} and ${inbox.attempts} < ${MAX_ATTEMPTS}`)
    .run();
  return { left: left.map(({ eventId }) => eventId), deadLettered: deadLettered?.count ?? 0 };
}

const bodyOf = prepared((db) =>
  db
    .select({ body: inbox.body, handledAt: inbox.handledAt, attempts: inbox.attempts })
    .from(inbox)
    .where(eq(inbox.eventId, sql.placeholder('eventId')))
    .prepare(),
);

/** The body as it came; undefined when it was handled or erased. */
export function storedBody(db: Db, eventId: string): string | undefined {
  const row = bodyOf(db).get({ eventId });
  return row && row.handledAt === null ? row.body : undefined;
}

/** What people wrote is not kept beyond its use. */
export function markHandled(tx: Tx, eventId: string, now: Date): void {
  updateRow(tx, inbox, { eventId }, { handledAt: now, body: '' });
}

/** Counts a failed attempt, and says how many there were. */
export function countFailure(tx: Tx, eventId: string): number {
  tx.update(inbox)
    .set({ attempts: sql`${inbox.attempts} + 1` })
    .where(eq(inbox.eventId, eventId))
    .run();
  return bodyOf(tx).get({ eventId })?.attempts ?? MAX_ATTEMPTS;
}

/** Events that wait to be handled, and those that are tried no more. */
export function inboxBacklog(db: Db): { waiting: number; deadLettered: number } {
  const found = db
    .select({
      all: sql<number>`count(*)`,
      deadLettered: sql<number>`coalesce(sum(${inbox.attempts} >= ${MAX_ATTEMPTS}), 0)`,
    })
    .from(inbox)
    .where(unhandled)
    .get();
  const { all = 0, deadLettered = 0 } = found ?? {};
  return { waiting: all - deadLettered, deadLettered };
}

const KEPT_MS = 2 * WEEK_MS;

/**
 * Deletes what was handled more than 14 days ago, long after Slack's last repetition, and events that were dead-lettered as long ago:
 * that still holds what people wrote.
 */
export function pruneInbox(tx: Tx, now: Date): void {
  const before = new Date(now.getTime() - KEPT_MS);
  tx.delete(inbox).where(lt(inbox.handledAt, before)).run();
  tx.delete(inbox)
    .where(sql`${unhandled} and ${inbox.attempts} >= ${MAX_ATTEMPTS} and ${inbox.receivedAt} < ${before.getTime()}`)
    .run();
}
