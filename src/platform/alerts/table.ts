import { integer, sqliteTable, text } from '../db/drizzle.ts';

/** What is broken: a channel archived, a scope missing. Each alert is sent once. */
export const alerts = sqliteTable('alerts', {
  /** `<error>:<place>`, such as `is_archived:C0123`. */
  key: text().primaryKey(),
  since: integer({ mode: 'timestamp_ms' }).notNull(),
  endedAt: integer({ mode: 'timestamp_ms' }),
  /** The people who got the alert. They also hear of its end. */
  notified: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
});
