import { and, eq, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared, preparedRows } from '../db/prepared.ts';
import { updateRow } from '../db/rows.ts';
import type { Tx } from '../db/write.ts';
import { WEEK_MS } from '../time/units.ts';
import type { Messages } from './enqueue.ts';
import { joinPayloads, waitingPayload } from './join.ts';
import { pruneLive } from './live-messages.ts';
import { isReplaceable, isUnsettled, type OutboxRow, outbox } from './table.ts';

/** A row without a delay is due whatever the clock says: the clock may have been set back since. */
const due = sql`(${outbox.state} = 'sending' or ${outbox.notBefore} <= ${outbox.createdAt} or ${outbox.notBefore} <= ${sql.placeholder('now')})`;

const next = prepared((db) =>
  db
    .select()
    .from(outbox)
    .where(and(isUnsettled, eq(outbox.orderingKey, sql.placeholder('orderingKey')), due))
    .orderBy(outbox.orderingKey, outbox.id)
    .limit(1)
    .prepare(),
);

/** The next message of a queue that is due. Reads one row, however many wait. */
export const nextMessage = (db: Db, orderingKey: string, now: Date): OutboxRow | undefined =>
  next(db).get({ orderingKey, now: now.getTime() });

const later = prepared((db) =>
  db
    .select({ at: sql<number | null>`min(${outbox.notBefore})` })
    .from(outbox)
    .where(and(isUnsettled, eq(outbox.orderingKey, sql.placeholder('orderingKey'))))
    .prepare(),
);

/** When the next message of a queue is due; undefined for an empty queue. */
export function nextDueAt(db: Db, orderingKey: string): Date | undefined {
  const at = later(db).get({ orderingKey })?.at;
  return at == null ? undefined : new Date(at);
}

const dueUntil = prepared((db) =>
  db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        isUnsettled,
        eq(outbox.orderingKey, sql.placeholder('orderingKey')),
        due,
        sql`${outbox.createdAt} <= ${sql.placeholder('until')}`,
      ),
    )
    .limit(1)
    .prepare(),
);

/** Whether a message of this queue from before a moment is due or on its way. One on its way shows what was true when it was sent. */
export const isPostingFrom = (db: Db, orderingKey: string, until: Date, now: Date): boolean =>
  dueUntil(db).get({ orderingKey, until: until.getTime(), now: now.getTime() }) !== undefined;

const allQueues = prepared((db) =>
  db.select({ orderingKey: outbox.orderingKey }).from(outbox).where(isUnsettled).groupBy(outbox.orderingKey).prepare(),
);
const newest = prepared((db) =>
  db
    .select({ id: sql<number>`coalesce(max(${outbox.id}), 0)` })
    .from(outbox)
    .prepare(),
);
const queuesAfter = prepared((db) =>
  db
    .select({ orderingKey: outbox.orderingKey, id: sql<number>`max(${outbox.id})` })
    .from(outbox)
    .where(sql`${outbox.id} > ${sql.placeholder('id')}`)
    .groupBy(outbox.orderingKey)
    .prepare(),
);

/** The id of the newest message: `queuesSince` starts from it. */
const newestMessage = (db: Db): number => newest(db).get()?.id ?? 0;

/** Every queue with something unsettled. */
export const waitingQueues = (db: Db): { queues: string[]; seen: number } => ({
  queues: allQueues(db)
    .all()
    .map(({ orderingKey }) => orderingKey),
  seen: newestMessage(db),
});

/** The queues of the messages after `seen`. The cost depends on the new messages, not on the waiting ones. */
export function queuesSince(db: Db, seen: number): { queues: string[]; seen: number } {
  const rows = queuesAfter(db).all({ id: seen });
  return { queues: rows.map(({ orderingKey }) => orderingKey), seen: Math.max(seen, ...rows.map(({ id }) => id)) };
}

const byId = preparedRows(outbox, eq(outbox.id, sql.placeholder('id')));

const keyed = prepared((db) =>
  db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.dedupeKey, sql.placeholder('dedupeKey')), isReplaceable))
    .prepare(),
);

/** Whether a message with this key waits: it will show a change that is made now. */
export const isWaiting = (db: Db, dedupeKey: string): boolean => keyed(db).get({ dedupeKey }) !== undefined;

/** The payloads of the messages of one kind that are not settled: of one queue, or of all. */
export const unsettledPayloads = <Kind extends keyof Messages>(db: Db, kind: Kind, orderingKey?: string) =>
  db
    .select({ payload: outbox.payload })
    .from(outbox)
    .where(
      and(
        isUnsettled,
        orderingKey === undefined ? undefined : eq(outbox.orderingKey, orderingKey),
        eq(outbox.kind, kind),
      ),
    )
    .all()
    .map(({ payload }) => payload as Messages[Kind]);

/** Removes the message with this key that waits. @returns whether one waited. */
export const withdraw = (tx: Tx, dedupeKey: string): boolean =>
  tx
    .delete(outbox)
    .where(and(eq(outbox.dedupeKey, dedupeKey), isReplaceable))
    .run().changes > 0;

/** The row as the transaction sees it, unless it is settled. */
export function unsettledRow(tx: Tx, id: number): OutboxRow | undefined {
  const row = byId(tx).get({ id });
  return row?.state === 'waiting' || row?.state === 'sending' ? row : undefined;
}

/** Marks the start of a call. Its outcome is unknown until the row is settled. */
export function markSending(tx: Tx, row: OutboxRow): void {
  updateRow(tx, outbox, { id: row.id }, { state: 'sending', attempts: row.attempts + 1 });
}

/**
 * The call had no effect, so the row waits again, in its place. A message with the same dedupeKey that came meanwhile
 * becomes part of it.
 */
export function requeue(tx: Tx, row: OutboxRow, lastError: string): void {
  const later = row.dedupeKey === null ? undefined : waitingPayload(tx, row.dedupeKey);
  const payload = later === undefined ? row.payload : joinPayloads(row.payload, later);
  if (row.dedupeKey !== null) withdraw(tx, row.dedupeKey);
  updateRow(tx, outbox, { id: row.id }, { state: 'waiting', attempts: row.attempts, lastError, payload });
}

/** The message waits until then, as if it had not been tried. */
export const postpone = (tx: Tx, { id }: OutboxRow, until: Date): void =>
  updateRow(tx, outbox, { id }, { state: 'waiting', notBefore: until });

/** Makes a waiting message also say what `payload` says. */
export const addTo = (tx: Tx, { id, payload: own }: OutboxRow, payload: unknown): void =>
  updateRow(tx, outbox, { id }, { payload: joinPayloads(own, payload) });

export function noteFile(tx: Tx, row: OutboxRow, fileId: string): void {
  updateRow(tx, outbox, { id: row.id }, { fileId });
}

export function noteError(tx: Tx, row: OutboxRow, lastError: string): void {
  updateRow(tx, outbox, { id: row.id }, { lastError });
}

export function settle(tx: Tx, row: OutboxRow, state: 'sent' | 'dropped', now: Date, lastError: string | null): void {
  updateRow(tx, outbox, { id: row.id }, { state, settledAt: now, lastError });
}

const backlogOf = prepared((db) =>
  db
    .select({
      waiting: sql<number>`count(*)`,
      oldest: sql<number | null>`min(${outbox.id})`,
      dueAt: sql<number | null>`min(${outbox.notBefore})`,
    })
    .from(outbox)
    .where(isUnsettled)
    .prepare(),
);

/** How many messages wait, and since when: for health and metrics. */
export function backlog(db: Db): { waiting: number; oldest: Date | undefined } {
  const { waiting = 0, oldest = null } = backlogOf(db).get() ?? {};
  return { waiting, oldest: oldest === null ? undefined : byId(db).get({ id: oldest })?.createdAt };
}

/** When the first waiting message was due; in the future if all have a delay. */
export function oldestDue(db: Db): Date | undefined {
  const at = backlogOf(db).get()?.dueAt;
  return at == null ? undefined : new Date(at);
}

const KEPT_MS = 2 * WEEK_MS;

/** Deletes messages that were settled more than 14 days ago. Cheap: by index. */
export function pruneOutbox(tx: Tx, now: Date): void {
  const before = new Date(now.getTime() - KEPT_MS);
  pruneLive(tx, before);
  tx.delete(outbox).where(sql`${outbox.settledAt} < ${before.getTime()}`).run();
}
