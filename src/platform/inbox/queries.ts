import { eq, lt, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { insertNewRow, updateRow } from '../db/rows.ts';
import type { Tx } from '../db/write.ts';
import { WEEK_MS } from '../time/units.ts';
import { inbox, isUnhandled } from './table.ts';

/** After this number of tries that failed for a cause that stays, an event is dead-lettered: kept, but not tried. */
export const MAX_ATTEMPTS = 8;

const isDeadLettered = sql`${isUnhandled} and ${inbox.attempts} >= ${MAX_ATTEMPTS}`;

/** Stores an event. Returns false when it is already known. */
export const storeEvent = (tx: Tx, event: { eventId: string; body: string }, now: Date): boolean =>
  insertNewRow(tx, inbox, { ...event, receivedAt: now, notBefore: now });

/** An event to handle. Events with the same ordering key are handled one after the other. */
export interface WaitingEvent {
  eventId: string;
  orderingKey: string | null;
}

/** The message that an event is about: acts on one message take effect in the order in which they came. */
export const orderingKeyOf = ({ event }: { event: Record<string, unknown> }): string | null => {
  const { channel, ts } = (event.item ?? {}) as { channel?: unknown; ts?: unknown };
  return typeof channel === 'string' && typeof ts === 'string' ? `${channel}:${ts}` : null;
};

const partOfItem = (name: string) => sql`json_extract(${inbox.body}, ${`$.event.item.${name}`})`;

/** All events that are neither handled nor dead-lettered, oldest first. */
export function waitingEvents(db: Db): WaitingEvent[] {
  return (
    db
      .select({
        eventId: inbox.eventId,
        orderingKey: sql<string | null>`${partOfItem('channel')} || ':' || ${partOfItem('ts')}`,
      })
      .from(inbox)
      .where(sql`${isUnhandled} and ${inbox.attempts} < ${MAX_ATTEMPTS} and json_valid(${inbox.body})`)
      // The plus keeps SQLite from scanning the handled events to sort by rowid.
      .orderBy(sql`+rowid`)
      .all()
  );
}

/** Takes dead-lettered events in again, with all their tries. Returns their number. */
export const retryDeadLettered = (tx: Tx): number =>
  tx.update(inbox).set({ attempts: 0, reason: null }).where(isDeadLettered).run().changes;

const bodyOf = prepared((db) =>
  db
    .select({ body: inbox.body, handledAt: inbox.handledAt, attempts: inbox.attempts })
    .from(inbox)
    .where(eq(inbox.eventId, sql.placeholder('eventId')))
    .prepare(),
);

/** The body as Slack sent it; undefined when the event is handled or erased. */
export function storedBody(db: Db, eventId: string): string | undefined {
  const row = bodyOf(db).get({ eventId });
  return row && row.handledAt === null ? row.body : undefined;
}

/** Marks an event as handled, and removes its body, which holds typed text. */
export function markHandled(tx: Tx, eventId: string, now: Date): void {
  updateRow(tx, inbox, { eventId }, { handledAt: now, body: '' });
}

/** Counts a try that failed for a cause that stays, or that an ended process did not finish. Returns the count. */
export function countAttempt(tx: Tx, eventId: string, reason: string): number {
  tx.update(inbox)
    .set({ attempts: sql`${inbox.attempts} + 1`, reason })
    .where(eq(inbox.eventId, eventId))
    .run();
  return bodyOf(tx).get({ eventId })?.attempts ?? MAX_ATTEMPTS;
}

/** Records a cause that may pass. The event has its full number of tries again: it ended no process. */
export const notePassingCause = (tx: Tx, eventId: string, reason: string): void =>
  updateRow(tx, inbox, { eventId }, { attempts: 0, reason });

/** The number of events that wait to be handled, and of those that are dead-lettered. */
export function inboxBacklog(db: Db): { waiting: number; deadLettered: number } {
  const found = db
    .select({
      all: sql<number>`count(*)`,
      deadLettered: sql<number>`coalesce(sum(${inbox.attempts} >= ${MAX_ATTEMPTS}), 0)`,
    })
    .from(inbox)
    .where(isUnhandled)
    .get();
  const { all = 0, deadLettered = 0 } = found ?? {};
  return { waiting: all - deadLettered, deadLettered };
}

/** Dead-lettered events of one type that failed for one reason. */
export interface DeadLetters {
  type: string | null;
  reason: string | null;
  events: number;
}

const typeOfEvent = sql<string | null>`iif(json_valid(${inbox.body}), ${inbox.body} ->> '$.event.type', null)`;

/** The most frequent first. */
export const deadLetters = (db: Db): DeadLetters[] =>
  db
    .select({ type: typeOfEvent, reason: inbox.reason, events: sql<number>`count(*)` })
    .from(inbox)
    .where(isDeadLettered)
    .groupBy(typeOfEvent, inbox.reason)
    .orderBy(sql`count(*) desc`)
    .all();

const KEPT_MS = 2 * WEEK_MS;

/**
 * Deletes events that were handled more than 14 days ago, long after Slack's last repetition. Dead-lettered events that
 * came that long ago go too, because they hold typed text.
 */
export function pruneInbox(tx: Tx, now: Date): void {
  const before = new Date(now.getTime() - KEPT_MS);
  tx.delete(inbox).where(lt(inbox.handledAt, before)).run();
  tx.delete(inbox).where(sql`${isDeadLettered} and ${inbox.receivedAt} < ${before.getTime()}`).run();
}
