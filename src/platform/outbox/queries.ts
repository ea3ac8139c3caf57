import { and, eq, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { updateRow } from '../db/rows.ts';
import type { Tx } from '../db/write.ts';
import { type OutboxRow, outbox } from './table.ts';

/** Word for word the condition of the index `outbox_lane`: SQLite uses a partial index for no other. */
const unsettled = sql`state in ('waiting', 'sending')`;
const waitingWith = (mergeKey: string) => and(eq(outbox.mergeKey, mergeKey), sql`state = 'waiting'`);

/** A row that was not put off is due whatever the clock says: the clock may have been set back since. */
const due = sql`(${outbox.state} = 'sending' or ${outbox.notBefore} <= ${outbox.createdAt} or ${outbox.notBefore} <= ${sql.placeholder('now')})`;

const head = prepared((db) =>
  db
    .select()
    .from(outbox)
    .where(and(unsettled, eq(outbox.lane, sql.placeholder('lane')), due))
    .orderBy(outbox.lane, outbox.id)
    .limit(1)
    .prepare(),
);

/** The message that is next in its lane, if one is due. Reads one row however many wait. */
export const headOfLane = (db: Db, lane: string, now: Date): OutboxRow | undefined =>
  head(db).get({ lane, now: now.getTime() });

const later = prepared((db) =>
  db
    .select({ at: sql<number | null>`min(${outbox.notBefore})` })
    .from(outbox)
    .where(and(unsettled, eq(outbox.lane, sql.placeholder('lane'))))
    .prepare(),
);

/** When the next message of a lane that was put off comes due; undefined when the lane is empty. */
export function nextDueInLane(db: Db, lane: string): Date | undefined {
  const at = later(db).get({ lane })?.at;
  return at == null ? undefined : new Date(at);
}

const allLanes = prepared((db) =>
  db.select({ lane: outbox.lane }).from(outbox).where(unsettled).groupBy(outbox.lane).prepare(),
);
const newest = prepared((db) =>
  db
    .select({ id: sql<number>`coalesce(max(${outbox.id}), 0)` })
    .from(outbox)
    .prepare(),
);
const lanesAfter = prepared((db) =>
  db
    .select({ lane: outbox.lane, id: sql<number>`max(${outbox.id})` })
    .from(outbox)
    .where(sql`${outbox.id} > ${sql.placeholder('id')}`)
    .groupBy(outbox.lane)
    .prepare(),
);

/** Every lane with something unsettled, and the newest id, from which `lanesSince` goes on. */
export const waitingLanes = (db: Db): { lanes: string[]; seen: number } => ({
  lanes: allLanes(db)
    .all()
    .map(({ lane }) => lane),
  seen: newest(db).get()?.id ?? 0,
});

/** Lanes of what was put into the outbox after `seen`. Costs what is new, not what waits. */
export function lanesSince(db: Db, seen: number): { lanes: string[]; seen: number } {
  const rows = lanesAfter(db).all({ id: seen });
  return { lanes: rows.map(({ lane }) => lane), seen: Math.max(seen, ...rows.map(({ id }) => id)) };
}

const byId = prepared((db) =>
  db
    .select()
    .from(outbox)
    .where(eq(outbox.id, sql.placeholder('id')))
    .prepare(),
);

const keyed = prepared((db) =>
  db
    .select({ id: outbox.id })
    .from(outbox)
    .where(sql`${outbox.mergeKey} = ${sql.placeholder('mergeKey')} and state = 'waiting' and merge_key is not null`)
    .prepare(),
);

/** Whether an announcement with this key waits: it will tell what is changed now, too. */
export const isWaiting = (db: Db, mergeKey: string): boolean => keyed(db).get({ mergeKey }) !== undefined;

/** The row as it stands inside the transaction, unless it was settled meanwhile. */
export function unsettledRow(tx: Tx, id: number): OutboxRow | undefined {
  const row = byId(tx).get({ id });
  return row?.state === 'waiting' || row?.state === 'sending' ? row : undefined;
}

/** Marks a call as begun: from here on its outcome is unknown until it is settled. */
export function begin(tx: Tx, row: OutboxRow): void {
  updateRow(tx, outbox, { id: row.id }, { state: 'sending', attempts: row.attempts + 1 });
}

/**
 * The call did nothing, so the row waits again, in its place. An announcement with the same key that came meanwhile
 * waits behind it for what this row will tell anyway, and goes.
 */
export function putBack(tx: Tx, row: OutboxRow, lastError: string): void {
  if (row.mergeKey !== null) {
    tx.delete(outbox).where(waitingWith(row.mergeKey)).run();
  }
  updateRow(tx, outbox, { id: row.id }, { state: 'waiting', attempts: row.attempts, lastError });
}

export function noteFile(tx: Tx, row: OutboxRow, fileId: string): void {
  tx.update(outbox).set({ fileId }).where(eq(outbox.id, row.id)).run();
}

export function noteError(tx: Tx, row: OutboxRow, lastError: string): void {
  updateRow(tx, outbox, { id: row.id }, { lastError });
}

export function settle(tx: Tx, row: OutboxRow, state: 'sent' | 'dropped', now: Date, lastError: string | null): void {
  updateRow(tx, outbox, { id: row.id }, { state, settledAt: now, lastError });
}

const backlogOf = prepared((db) =>
  db
    .select({ waiting: sql<number>`count(*)`, oldest: sql<number | null>`min(${outbox.id})` })
    .from(outbox)
    .where(unsettled)
    .prepare(),
);

/** How much waits, and since when: for health and metrics. */
export function backlog(db: Db): { waiting: number; oldest: Date | undefined } {
  const { waiting = 0, oldest = null } = backlogOf(db).get() ?? {};
  return { waiting, oldest: oldest === null ? undefined : byId(db).get({ id: oldest })?.createdAt };
}

const firstDue = prepared((db) =>
  db
    .select({ at: sql<number | null>`min(${outbox.notBefore})` })
    .from(outbox)
    .where(unsettled)
    .prepare(),
);

/** Since when the message that has waited longest could have been posted; in the future while all are put off. */
export function oldestDue(db: Db): Date | undefined {
  const at = firstDue(db).get()?.at;
  return at == null ? undefined : new Date(at);
}

/** Takes back what nobody has begun to post. @returns whether there was anything. */
export const withdraw = (tx: Tx, mergeKey: string): boolean =>
  tx.delete(outbox).where(waitingWith(mergeKey)).run().changes > 0;

const KEPT_MS = 14 * 24 * 3_600_000;

/** Deletes what was settled more than 14 days ago. Cheap: by index. */
export function pruneOutbox(tx: Tx, now: Date): void {
  tx.delete(outbox)
    .where(sql`${outbox.settledAt} < ${now.getTime() - KEPT_MS}`)
    .run();
}
