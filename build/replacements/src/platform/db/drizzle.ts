/**
 * Reads the needed half of drizzle only: a bundle does not look for package.json files, and leaves out unused exports.
 */
export * from 'drizzle-orm';
export { BetterSQLite3Database, BetterSQLiteSession } from 'drizzle-orm/better-sqlite3';
export { migrate } from 'drizzle-orm/better-sqlite3/migrator';
export {
  blob,
  check,
  index,
  integer,
  primaryKey,
  real,
  SQLiteSyncDialect,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
