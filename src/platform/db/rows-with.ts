import type { Db } from './open.ts';
import type { Tx } from './write.ts';

type Rows = Record<string, Record<string, unknown>[]>;

/**
 * The rows of all tables, by table, in which a column has this value. `only` names the column; without it every text
 * column is looked at. Binary values are left out.
 */
export function rowsWith(db: Db, value: string | number, only?: string): Rows {
  const found: Rows = {};
  for (const [table, columns] of tablesOf(db)) {
    const asked = columns.filter(({ name, type }) => (only === undefined ? type === 'TEXT' : name === only));
    if (asked.length === 0) continue;
    const where = asked.map(({ name }) => `"${name}" = @value`).join(' or ');
    const rows = db.$client.prepare(`select * from "${table}" where ${where}`).all({ value }) as Rows[string];
    if (rows.length > 0) found[table] = rows.map(withoutBinary);
  }
  return found;
}

interface Column {
  name: string;
  type: string;
}

function tablesOf({ $client }: Db): [string, Column[]][] {
  const names = $client
    .prepare(
      "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\'",
    )
    .pluck()
    .all() as string[];
  const columns = $client.prepare('select name, type from pragma_table_info(?)');
  return names.map((name) => [name, columns.all(name) as Column[]]);
}

const withoutBinary = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => !Buffer.isBuffer(value)));

export const countRowsWith = ({ $client }: Db, table: string, column: string, value: string): number =>
  $client.prepare(`select count(*) from "${table}" where "${column}" = ?`).pluck().get(value) as number;

export const deleteRowsWith = ({ $client }: Tx, table: string, column: string, value: string): void =>
  void $client.prepare(`delete from "${table}" where "${column}" = ?`).run(value);

/** The distinct values of a text column. */
export const valuesOf = ({ $client }: Db, table: string, column: string): string[] =>
  $client.prepare(`select distinct "${column}" from "${table}"`).pluck().all() as string[];
