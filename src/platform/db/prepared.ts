import type { SQL, SQLiteTable } from './drizzle.ts';
import type { Db } from './open.ts';

/**
 * A statement that is compiled once per database and reused: building one costs drizzle several times as much as
 * running it. `const leadById = prepared((db) => db.select()...prepare())`, then `leadById(tx).get({ id })`.
 */
export function prepared<S>(build: (db: Db) => S): (db: Db) => S {
  const statements = new WeakMap<object, S>();
  return (db) => {
    let statement = statements.get(db.$client);
    if (statement === undefined) {
      statement = build(db);
      statements.set(db.$client, statement);
    }
    return statement;
  };
}

interface PreparedRows<Row> {
  get(values: Record<string, unknown>): Row | undefined;
  all(values: Record<string, unknown>): Row[];
}

/** Whole rows of one table, in no order: `const byId = preparedRows(leads, eq(leads.id, sql.placeholder('id')))`. */
export const preparedRows = <T extends SQLiteTable>(table: T, where: SQL | undefined) =>
  prepared(
    (db): PreparedRows<T['$inferSelect']> =>
      db
        .select()
        .from(table as SQLiteTable)
        .where(where)
        .prepare(),
  );
