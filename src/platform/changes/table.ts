import { integer, sqliteTable, text } from '../db/drizzle.ts';

/** Whose home a change concerns, committed with it. Read once, after the commit, and cleared away soon. */
export const homeChanges = sqliteTable('home_changes', {
  id: integer().primaryKey({ autoIncrement: true }),
  /** Ids with a space between them. */
  people: text().notNull(),
  /** Everybody of this team, beside them. */
  teamId: integer(),
  at: integer({ mode: 'timestamp_ms' }).notNull(),
});
