import { integer, sqliteTable, text } from '../db/drizzle.ts';

/** Known faults, such as an archived channel or a missing scope. Each alert is sent once. */
export const alerts = sqliteTable('alerts', {
  /** `<error>:<place>`, such as `is_archived:C0123`. */
  key: text().primaryKey(),
  since: integer({ mode: 'timestamp_ms' }).notNull(),
  endedAt: integer({ mode: 'timestamp_ms' }),
  /** The people who got the alert. They are also notified of its end. */
  notified: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
});
