import type { Db } from './open.ts';

/**
 * A statement that is compiled once per database and then reused: building one costs drizzle several times what running
 * it costs. `const leadById = prepared((db) => db.select()...prepare())`, then `leadById(tx).get({ id })`.
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
