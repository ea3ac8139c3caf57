/**
 * Live messages: a direct message or a list with buttons, which is edited when a thing that it is about was acted on. A
 * renderer makes its message live with `live` in its delivery.
 */
import { and, eq, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { insertRow, updateRow } from '../db/rows.ts';
import type { Tx } from '../db/write.ts';
import { enqueue } from './enqueue.ts';
import { liveMessages, liveSubjects } from './live-table.ts';
import type { Live } from './message.ts';
import type { PostedPlace } from './posted-messages.ts';
import { outbox } from './table.ts';

/** All edits of live messages share one queue, so that they hold up no message to a person. */
const EDITS = 'live_edits';

const byId = prepared((db) =>
  db
    .select({ kind: outbox.kind, payload: liveMessages.payload, channel: liveMessages.channel, ts: liveMessages.ts })
    .from(liveMessages)
    .innerJoin(outbox, eq(outbox.id, liveMessages.outboxId))
    .where(eq(liveMessages.outboxId, sql.placeholder('id')))
    .prepare(),
);

export const liveById = (db: Db, id: number) => byId(db).get({ id });

const about = prepared((db) =>
  db
    .select({ messageId: liveMessages.outboxId, ts: liveMessages.ts })
    .from(liveSubjects)
    .innerJoin(liveMessages, eq(liveMessages.outboxId, liveSubjects.outboxId))
    .where(eq(liveSubjects.subject, sql.placeholder('subject')))
    .prepare(),
);

/** Edits every live message about this thing, in the transaction of its change. Many changes are one edit. */
export function refreshLive(tx: Tx, subject: string, now: Date): void {
  for (const { messageId, ts } of about(tx).all({ subject })) {
    if (ts === null) updateRow(tx, liveMessages, { outboxId: messageId }, { isStale: true });
    else enqueueEdit(tx, messageId, now);
  }
}

const enqueueEdit = (tx: Tx, messageId: number, now: Date): void =>
  enqueue(tx, 'live_edit', { messageId }, { orderingKey: EDITS, dedupeKey: `live_edit:${messageId}` }, now);

/** In the transaction that claims the row of a live message or of its edit. */
export function saveLive(tx: Tx, outboxId: number, { messageId = outboxId, payload, subjects }: Live): void {
  if (messageId === outboxId) {
    tx.delete(liveMessages).where(eq(liveMessages.outboxId, messageId)).run();
    insertRow(tx, liveMessages, { outboxId: messageId, payload, channel: null, ts: null, isStale: false });
  }
  tx.delete(liveSubjects).where(eq(liveSubjects.outboxId, messageId)).run();
  for (const subject of new Set(subjects)) insertRow(tx, liveSubjects, { subject, outboxId: messageId });
}

const unplaced = prepared((db) =>
  db
    .select({ isStale: liveMessages.isStale })
    .from(liveMessages)
    .where(and(eq(liveMessages.outboxId, sql.placeholder('id')), sql`ts is null`))
    .prepare(),
);

/** In the transaction that settles a posted row. Nothing happens for a message that is not live. */
export function placeLive(tx: Tx, outboxId: number, { channel, ts }: PostedPlace, now: Date): void {
  const live = unplaced(tx).get({ id: outboxId });
  if (!live) return;
  updateRow(tx, liveMessages, { outboxId }, { channel, ts });
  if (live.isStale) enqueueEdit(tx, outboxId, now);
}

/** The message here, if it changes by itself after an act. */
const liveAt = (db: Db, { channel, ts }: PostedPlace) =>
  db
    .select({ id: liveMessages.outboxId })
    .from(liveMessages)
    .where(and(eq(liveMessages.ts, ts), eq(liveMessages.channel, channel)))
    .get();

export const isLive = (db: Db, place: PostedPlace): boolean => liveAt(db, place) !== undefined;

/** Edits the live message here; false if the message here is not live. */
export function refreshLiveAt(tx: Tx, place: PostedPlace, now: Date): boolean {
  const live = liveAt(tx, place);
  if (live) enqueueEdit(tx, live.id, now);
  return live !== undefined;
}

export function forgetLive(tx: Tx, messageId: number): void {
  tx.delete(liveSubjects).where(eq(liveSubjects.outboxId, messageId)).run();
  tx.delete(liveMessages).where(eq(liveMessages.outboxId, messageId)).run();
}

const settledBefore = (before: Date) => sql`(select id from outbox where settled_at < ${before.getTime()})`;

/** Forgets the live messages whose rows are about to be deleted from the outbox. Cheap: by index. */
export function pruneLive(tx: Tx, before: Date): void {
  tx.delete(liveSubjects)
    .where(sql`${liveSubjects.outboxId} in ${settledBefore(before)}`)
    .run();
  tx.delete(liveMessages)
    .where(sql`${liveMessages.outboxId} in ${settledBefore(before)}`)
    .run();
}
