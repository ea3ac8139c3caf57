/**
 * Writes single rows with statements that are compiled once per table and set of columns: building one costs drizzle
 * many times as much as running it.
 */
import type { RunResult } from 'better-sqlite3';
import { and, eq, getTableColumns, is, Param, Placeholder, type SQLiteTable, sql } from './drizzle.ts';
import type { Db } from './open.ts';
import type { Tx } from './write.ts';

type Values = Record<string, unknown>;
type Run = (values: Values) => RunResult;

interface Query {
  toSQL(): { sql: string; params: unknown[] };
}

/** Inserts a row. Columns that are left out get their default. */
export function insertRow<T extends SQLiteTable>(tx: Tx, table: T, row: T['$inferInsert']): { id: number } {
  return { id: Number(insertion(tx, table, row, false).lastInsertRowid) };
}

/** Inserts a row unless its key exists; returns whether it was inserted. */
export const insertNewRow = <T extends SQLiteTable>(tx: Tx, table: T, row: T['$inferInsert']): boolean =>
  insertion(tx, table, row, true).changes === 1;

function insertion(tx: Tx, table: SQLiteTable, row: Values, onlyNew: boolean): RunResult {
  const columns = given(row);
  const run = statement(tx, table, `insert ${onlyNew} ${columns}`, () => {
    const insert = tx.insert(table).values(placeholders(columns));
    return onlyNew ? insert.onConflictDoNothing() : insert;
  });
  return run(row);
}

/** Updates columns of the rows with this key. Does nothing without columns. */
export function updateRow<T extends SQLiteTable>(
  tx: Tx,
  table: T,
  key: Partial<T['$inferSelect']>,
  change: Partial<T['$inferInsert']>,
): void {
  const columns = given(change);
  if (columns.length === 0) return;
  const keys = given(key);
  const run = statement(tx, table, `update ${columns} of ${keys}`, () => {
    const ofKey = Object.entries(getTableColumns(table)).flatMap(([name, column]) =>
      keys.includes(name) ? [eq(column, new Param(sql.placeholder(`of ${name}`), column))] : [],
    );
    if (ofKey.length === 0) throw new TypeError('Every row would be changed: there is no key.');
    return tx
      .update(table)
      .set(placeholders(columns))
      .where(and(...ofKey));
  });
  run({ ...change, ...Object.fromEntries(keys.map((name) => [`of ${name}`, (key as Values)[name]])) });
}

const given = (values: Values): string[] => Object.keys(values).filter((name) => values[name] !== undefined);

const placeholders = (columns: readonly string[]): Values =>
  Object.fromEntries(columns.map((name) => [name, sql.placeholder(name)]));

const compiled = new WeakMap<object, WeakMap<SQLiteTable, Map<string, Run>>>();

function statement(db: Db, table: SQLiteTable, shape: string, build: () => Query): Run {
  const tables = compiled.get(db.$client) ?? new WeakMap<SQLiteTable, Map<string, Run>>();
  compiled.set(db.$client, tables);
  const shapes = tables.get(table) ?? new Map<string, Run>();
  tables.set(table, shapes);
  const run = shapes.get(shape) ?? compile(db, build());
  shapes.set(shape, run);
  return run;
}

/** drizzle's own prepare() passes null to a column's encoder, on which that of a Date fails. */
function compile(db: Db, query: Query): Run {
  const { sql: text, params } = query.toSQL();
  const prepared = db.$client.prepare(text);
  const binders = params.map((param) => binder(param));
  return (values) => prepared.run(...binders.map((bind) => bind(values)));
}

function binder(param: unknown): (values: Values) => unknown {
  if (!is(param, Param)) return () => param;
  const { value, encoder } = param;
  if (!is(value, Placeholder)) return () => encoder.mapToDriverValue(value);
  const { name } = value;
  return (values) => (values[name] === null ? null : encoder.mapToDriverValue(values[name]));
}
