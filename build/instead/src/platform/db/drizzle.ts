/** A bundle has no package.json to be read again and again, and leaves out the half of drizzle that nobody imports. */
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
