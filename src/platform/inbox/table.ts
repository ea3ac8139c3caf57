import { index, integer, sql, sqliteTable, text } from '../db/drizzle.ts';

/** Every event of Slack's, committed before it is acknowledged; the body is emptied once it was handled. */
export const inbox = sqliteTable(
  'inbox',
  {
    eventId: text().primaryKey(),
    /** The event as Slack sent it, JSON. Empty once handled: it holds what people wrote. */
    body: text().notNull(),
    receivedAt: integer({ mode: 'timestamp_ms' }).notNull(),
    handledAt: integer({ mode: 'timestamp_ms' }),
    attempts: integer().notNull().default(0),
    notBefore: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (event) => [
    index('inbox_waiting').on(event.notBefore, event.receivedAt).where(sql`handled_at is null`),
    index('inbox_handled').on(event.handledAt).where(sql`handled_at is not null`),
  ],
);
