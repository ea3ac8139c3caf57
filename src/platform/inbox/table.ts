import { index, integer, sql, sqliteTable, text } from '../db/drizzle.ts';

/** The predicate of a partial index, for the queries that need it: platform/db/dialect.ts. */
export const isUnhandled = sql`handled_at is null`;

/** Every event from Slack, committed before it is acknowledged. */
export const inbox = sqliteTable(
  'inbox',
  {
    eventId: text().primaryKey(),
    /** The event as Slack sent it, JSON. Emptied once handled, because it holds typed text. */
    body: text().notNull(),
    receivedAt: integer({ mode: 'timestamp_ms' }).notNull(),
    handledAt: integer({ mode: 'timestamp_ms' }),
    /** Tries since the last cause that may pass: faults, and processes that ended during a try. */
    attempts: integer().notNull().default(0),
    /** Name of the last error, without content. */
    reason: text(),
    notBefore: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (event) => [
    index('inbox_waiting').on(event.notBefore, event.receivedAt).where(isUnhandled),
    index('inbox_handled').on(event.handledAt).where(sql`handled_at is not null`),
  ],
);

/** Requests over HTTP of the last minutes, by their signature: a second one with the same signature is a copy. */
export const seenRequests = sqliteTable('seen_requests', {
  // No key and no index: they are looked up in memory, and each would be a page more in every commit.
  signature: text().notNull(),
  /** Slack's time of the signature, in seconds. */
  signedAt: integer().notNull(),
});
