import { integer, sqliteTable, text } from '../db/drizzle.ts';

/** What is broken (a channel archived, a scope missing), so that whoever can mend it hears of it once. */
export const troubles = sqliteTable('troubles', {
  /** Such as `is_archived:C0123`. */
  key: text().primaryKey(),
  since: integer({ mode: 'timestamp_ms' }).notNull(),
  overAt: integer({ mode: 'timestamp_ms' }),
  /** Who was told, and hears when it is over. */
  told: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
});
