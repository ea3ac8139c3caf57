import { integer, sqliteTable, text } from '../db/drizzle.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

/** The homes that may be on somebody's screen. */
export const homes = sqliteTable('homes', {
  userId: text().primaryKey(),
  openedAt: instant().notNull(),
  /** Where its lists were turned to, by part; what is not here shows its first page. */
  pages: text({ mode: 'json' }).$type<Record<string, number>>().notNull(),
});

/** Whose home a change concerns, committed with it. Read once, after the commit, and cleared away soon. */
export const homeChanges = sqliteTable('home_changes', {
  id: integer().primaryKey({ autoIncrement: true }),
  /** Ids with a space between them. */
  people: text().notNull(),
  /** Everybody of this team, beside them. */
  teamId: integer(),
  at: instant().notNull(),
});
