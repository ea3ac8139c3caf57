import { integer, sqliteTable, text } from '../db/drizzle.ts';

/** What is broken in Slack (a channel archived, a token revoked), so that an admin hears of it once. */
export const troubles = sqliteTable('troubles', {
  /** Such as `is_archived:C0123`. */
  key: text().primaryKey(),
  since: integer({ mode: 'timestamp_ms' }).notNull(),
  overAt: integer({ mode: 'timestamp_ms' }),
});
