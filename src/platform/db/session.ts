import type { Database, Statement } from 'better-sqlite3';
import { BetterSQLiteSession, Column, is, Param, Placeholder, type SQLiteSyncDialect } from './drizzle.ts';

type Values = Record<string, unknown>;
type Prepare = InstanceType<typeof BetterSQLiteSession>['prepareQuery'];
interface Decoder {
  mapFromDriverValue(value: unknown): unknown;
}
type Fields = NonNullable<Parameters<Prepare>[1]>;

/**
 * Drizzle's session, whose statements know once how their rows and values are read. Drizzle looks at the kind of each
 * column again for each row, and at each value: half of the time of a lead that is read by its key.
 */
export function compiledSession(client: Database, dialect: SQLiteSyncDialect) {
  const session = new BetterSQLiteSession(client, dialect, undefined);
  const prepare: Prepare = session.prepareQuery.bind(session);
  const compiled = (...[query, fields, ...rest]: Parameters<Prepare>) => {
    const prepared = prepare(query, fields, ...rest);
    const hasOwnMapper = rest[2] !== undefined;
    // Joined tables, each an object of its own in the row, keep drizzle's way.
    if (!fields || hasOwnMapper || fields.some(({ path }) => path.length !== 1)) return prepared;
    const statement = (prepared as unknown as { stmt: Statement }).stmt.raw();
    const row = rowOf(fields);
    const bind = binderOf(query.params);
    return Object.assign(prepared, {
      get: (values?: Values) => {
        const raw = statement.get(...bind(values)) as unknown[] | undefined;
        return raw && row(raw);
      },
      all: (values?: Values) => (statement.all(...bind(values)) as unknown[][]).map(row),
    });
  };
  return Object.assign(session, { prepareQuery: compiled as Prepare });
}

function rowOf(fields: Fields): (raw: unknown[]) => Values {
  const columns = fields.map(({ path: [name = ''], field }) => {
    const decoder = is(field, Column) ? field : decoderOf(field);
    const isAsStored = decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue;
    return { name, decoder: isAsStored ? undefined : decoder };
  });
  return (raw) => {
    const values: Values = {};
    for (let at = 0; at < columns.length; at += 1) {
      const { name, decoder } = columns[at] as (typeof columns)[number];
      const value = raw[at];
      values[name] = decoder === undefined || value === null ? value : decoder.mapFromDriverValue(value);
    }
    return values;
  };
}

/** Of an expression, with a name or without. */
const decoderOf = (field: unknown): Decoder =>
  (field as { decoder?: Decoder }).decoder ?? (field as { sql: { decoder: Decoder } }).sql.decoder;

/** The values of a statement, in order; those of placeholders by their names. */
function binderOf(params: readonly unknown[]): (values?: Values) => unknown[] {
  if (params.every((param) => !is(param, Placeholder) && !isHeld(param))) return () => params as unknown[];
  const binds = params.map((param) => {
    if (is(param, Placeholder)) return (values: Values) => given(values, param.name);
    if (!isHeld(param)) return () => param;
    const { encoder, value } = param;
    return (values: Values) => encoder.mapToDriverValue(given(values, value.name));
  });
  return (values = {}) => binds.map((bind) => bind(values));
}

const isHeld = (param: unknown): param is Param & { value: Placeholder } =>
  is(param, Param) && is(param.value, Placeholder);

function given(values: Values, name: string): unknown {
  if (!(name in values)) throw new Error(`No value for placeholder "${name}" was provided`);
  return values[name];
}
