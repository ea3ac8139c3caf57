import { integer, sqliteTable, text } from '../platform/db/drizzle.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

/** Homes that may be on screen. */
export const homes = sqliteTable('homes', {
  userId: text().primaryKey(),
  openedAt: instant().notNull(),
  /** The current page of each list, by part; a missing part shows its first page. */
  pages: text({ mode: 'json' }).$type<Record<string, number>>().notNull(),
});
