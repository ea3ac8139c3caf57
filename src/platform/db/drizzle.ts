/**
 * The only module that loads drizzle. Its ESM build makes Node read a large package.json again for every module (300 ms
 * and 196 MB at start, against 45 ms and 21 MB), so it is loaded as CommonJS. Types are the same.
 * The build replaces this file with its own.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const { BetterSQLite3Database, BetterSQLiteSession } =
  require('drizzle-orm/better-sqlite3') as typeof import('drizzle-orm/better-sqlite3');
export const { migrate } =
  require('drizzle-orm/better-sqlite3/migrator') as typeof import('drizzle-orm/better-sqlite3/migrator');
export const {
  and,
  asc,
  Column,
  count,
  countDistinct,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  is,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  notExists,
  or,
  Param,
  Placeholder,
  sql,
} = require('drizzle-orm') as typeof import('drizzle-orm');
export const { blob, check, index, integer, primaryKey, real, SQLiteSyncDialect, sqliteTable, text, uniqueIndex } =
  require('drizzle-orm/sqlite-core') as typeof import('drizzle-orm/sqlite-core');
export type Placeholder = import('drizzle-orm').Placeholder;
export type SQL<T = unknown> = import('drizzle-orm').SQL<T>;
export type Param = import('drizzle-orm').Param;
export type SQLiteSyncDialect = import('drizzle-orm/sqlite-core').SQLiteSyncDialect;
export type AnySQLiteColumn = import('drizzle-orm/sqlite-core').AnySQLiteColumn;
export type SQLiteTable = import('drizzle-orm/sqlite-core').SQLiteTable;
