import { index, integer, primaryKey, sqliteTable, text } from '../db/drizzle.ts';

/** Posted messages that change with the things that they are about, until their buttons have done their work. */
export const liveMessages = sqliteTable(
  'live_messages',
  {
    /** The row that posts it. */
    outboxId: integer().primaryKey(),
    /** The payload that draws the same message again: with the things that it lists. */
    payload: text({ mode: 'json' }).$type<unknown>().notNull(),
    /** Place of the message; null until it is posted. */
    channel: text(),
    ts: text(),
    /** Something changed after it was rendered, and before its place was known. */
    isStale: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (row) => [index('live_messages_place').on(row.ts)],
);

/** The things whose next change edits a live message. */
export const liveSubjects = sqliteTable(
  'live_subjects',
  {
    /** Such as `lead:12`. */
    subject: text().notNull(),
    outboxId: integer().notNull(),
  },
  (row) => [primaryKey({ columns: [row.subject, row.outboxId] }), index('live_subjects_of_message').on(row.outboxId)],
);
