/**
 * The one place that loads drizzle. Its ESM build makes Node read a large package.json again for every module
 * (300 ms and 196 MB at start, against 45 ms and 21 MB), so it is loaded as CommonJS. Types are the same.
 */
import { createRequire } from 'node:module';
import type { Database } from 'better-sqlite3';

const require = createRequire(import.meta.url);

const { BetterSQLite3Database, BetterSQLiteSession } =
  require('drizzle-orm/better-sqlite3') as typeof import('drizzle-orm/better-sqlite3');
const { SQLiteSyncDialect } = require('drizzle-orm/sqlite-core') as typeof import('drizzle-orm/sqlite-core');

/**
 * SQLite with STAT4, as better-sqlite3 builds it, looks at the value of a bare `?` to choose a plan, and for that compiles
 * many statements again each time that a value is bound: 14 µs in place of 0.5 for a row by its index. Behind a plus,
 * which changes nothing about a value, it does not look. So what is to meet the condition of a partial index has to be
 * written out.
 */
class SteadyDialect extends SQLiteSyncDialect {
  override escapeParam(): string {
    return '+?';
  }
}

/** Drizzle on an open database. */
export function drizzle(client: Database) {
  const dialect = new SteadyDialect({ casing: 'snake_case' });
  const db = new BetterSQLite3Database('sync', dialect, new BetterSQLiteSession(client, dialect, undefined), undefined);
  return Object.assign(db, { $client: client });
}

export const { migrate } =
  require('drizzle-orm/better-sqlite3/migrator') as typeof import('drizzle-orm/better-sqlite3/migrator');
export const {
  and,
  asc,
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
  like,
  lt,
  lte,
  ne,
  not,
  notExists,
  or,
  Param,
  Placeholder,
  sql,
} = require('drizzle-orm') as typeof import('drizzle-orm');
export const { blob, check, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } =
  require('drizzle-orm/sqlite-core') as typeof import('drizzle-orm/sqlite-core');
export type SQL<T = unknown> = import('drizzle-orm').SQL<T>;
export type SQLiteTable = import('drizzle-orm/sqlite-core').SQLiteTable;
