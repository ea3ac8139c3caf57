import { integer, sqliteTable, text } from '../db/drizzle.ts';

/** Changes that homes show, committed with the change itself, of processes that show no homes, read with the next commit of the one that does, and pruned soon. */
export const homeChanges = sqliteTable('home_changes', {
  id: integer().primaryKey({ autoIncrement: true }),
  /** Ids separated by spaces. */
  people: text().notNull(),
  /** All members of this team, in addition to the people. */
  teamId: integer(),
  at: integer({ mode: 'timestamp_ms' }).notNull(),
});
