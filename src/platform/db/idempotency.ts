import { DAY_MS } from '../time/units.ts';
import { deleteOldest } from './delete-oldest.ts';
import { eq, integer, sql, sqliteTable, text } from './drizzle.ts';
import type { Db } from './open.ts';
import { prepared } from './prepared.ts';
import { insertRow } from './rows.ts';
import type { Tx } from './write.ts';

/** Changes that have taken effect: submissions of views, events from Slack. */
export const idempotencyKeys = sqliteTable('done_once', {
  key: text().primaryKey(),
  at: integer({ mode: 'timestamp_ms' }).notNull(),
});

const keyed = prepared((db) =>
  db
    .select({ at: idempotencyKeys.at })
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.key, sql.placeholder('key')))
    .prepare(),
);

/**
 * Runs `change` unless it ran before under this key, and remembers that in the same transaction. Slack may send one
 * submission or event several times; `view:<id>` and `event:<event_id>` are the keys for them.
 * @returns what `change` returned, or undefined when it had run before.
 */
export function idempotently<T>(tx: Tx, key: string, now: Date, change: () => T): T | undefined {
  if (wasDone(tx, key)) return undefined;
  insertRow(tx, idempotencyKeys, { key, at: now });
  return change();
}

/** When a change ran under this key; undefined when it did not. */
export const whenDone = (db: Db, key: string): Date | undefined => keyed(db).get({ key })?.at;

/** Whether a change ran under this key. */
export const wasDone = (db: Db, key: string): boolean => whenDone(db, key) !== undefined;

const KEPT_MS = 30 * DAY_MS;

/** Slack repeats events and submissions within minutes; a view may stay open for days. */
export function pruneIdempotencyKeys(tx: Tx, now: Date): void {
  deleteOldest(tx, idempotencyKeys.at, now.getTime() - KEPT_MS);
}
