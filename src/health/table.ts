import { integer, sqliteTable, text } from '../platform/db/drizzle.ts';
import { optionalScopes } from './scopes.ts';

/** Backups of the database. */
export const backups = sqliteTable('backups', {
  id: integer().primaryKey({ autoIncrement: true }),
  at: integer({ mode: 'timestamp_ms' }).notNull(),
  file: text().notNull(),
  bytes: integer().notNull(),
});

/** Optional scopes that were not granted, as Slack last told. */
export const declinedScopes = sqliteTable('declined_scopes', {
  scope: text({ enum: optionalScopes }).primaryKey(),
});

export type Backup = typeof backups.$inferSelect;
