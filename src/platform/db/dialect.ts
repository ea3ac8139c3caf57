import type { Database } from 'better-sqlite3';
import { BetterSQLite3Database, SQLiteSyncDialect } from './drizzle.ts';
import { compiledSession } from './session.ts';

/**
 * SQLite with STAT4, as better-sqlite3 builds it, chooses plans by the value of a bare `?`, and recompiles many
 * statements each time that a value is bound: 14 µs instead of 0.5 for a row by its index. A unary plus prevents this
 * without changing the value. Therefore the condition of a partial index must be written with literal values.
 */
class FixedPlanDialect extends SQLiteSyncDialect {
  override escapeParam(): string {
    return '+?';
  }
}

export type Db = ReturnType<typeof drizzle>;

/** Drizzle on an open database. */
export function drizzle(client: Database) {
  const dialect = new FixedPlanDialect({ casing: 'snake_case' });
  const db = new BetterSQLite3Database('sync', dialect, compiledSession(client, dialect), undefined);
  return Object.assign(db, { $client: client });
}
