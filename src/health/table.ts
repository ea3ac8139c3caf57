import { integer, sqliteTable, text } from '../platform/db/drizzle.ts';

/** When a copy of the database was made, and where. */
export const backups = sqliteTable('backups', {
  id: integer().primaryKey({ autoIncrement: true }),
  at: integer({ mode: 'timestamp_ms' }).notNull(),
  file: text().notNull(),
  bytes: integer().notNull(),
});

export type Backup = typeof backups.$inferSelect;
