import { integer, sqliteTable, text } from '../platform/db/drizzle.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

/** The homes that may be on somebody's screen. */
export const homes = sqliteTable('homes', {
  userId: text().primaryKey(),
  openedAt: instant().notNull(),
  /** Where its lists were turned to, by part; what is not here shows its first page. */
  pages: text({ mode: 'json' }).$type<Record<string, number>>().notNull(),
});
