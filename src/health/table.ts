import { integer, sqliteTable, text } from '../platform/db/drizzle.ts';

/** Backups of the database. */
export const backups = sqliteTable('backups', {
  id: integer().primaryKey({ autoIncrement: true }),
  at: integer({ mode: 'timestamp_ms' }).notNull(),
  file: text().notNull(),
  bytes: integer().notNull(),
});

export type Backup = typeof backups.$inferSelect;
