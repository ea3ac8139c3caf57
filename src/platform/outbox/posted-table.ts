import { integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from '../db/drizzle.ts';

/** Messages that Baton keeps up to date, such as the card of a lead. No row has a time of its own: `ts` is Slack's. */
export const postedMessages = sqliteTable(
  'posted_messages',
  {
    /** Such as `lead_card`. */
    kind: text().notNull(),
    /** The row that it shows; 0 if its kind has only one subject. */
    subjectId: integer().notNull(),
    /** The person or channel that has this copy; empty if there is only one. */
    recipient: text().notNull().default(''),
    /** Place of the message; null after a person deleted it. */
    channel: text(),
    ts: text(),
    /** How often a person deleted it. */
    deletions: integer().notNull().default(0),
  },
  (posted) => [
    primaryKey({ columns: [posted.kind, posted.subjectId, posted.recipient] }),
    uniqueIndex('posted_messages_place').on(posted.channel, posted.ts).where(sql`ts is not null`),
  ],
);

export type PostedMessage = typeof postedMessages.$inferSelect;
