import Database from 'better-sqlite3';
import type { Db } from './open.ts';

export interface TextTable {
  name: string;
  /** Of text, JSON included. */
  columns: string[];
}

/**
 * The tables of the database with their text columns. Full-text indexes, which follow their tables, are left out, and so are
 * tables without a number for each row: lists of words.
 */
export function textTables({ $client }: Db): TextTable[] {
  const names = $client
    .prepare(
      `select name from pragma_table_list where schema = 'main' and type = 'table' and wr = 0
         and name not like 'sqlite\\_%' escape '\\' and name not like '\\_\\_%' escape '\\'`,
    )
    .pluck()
    .all() as string[];
  const columns = $client.prepare("select name from pragma_table_info(?) where type = 'TEXT'").pluck();
  return names
    .map((name) => ({ name, columns: columns.all(name) as string[] }))
    .filter((table) => table.columns.length > 0);
}

/** A text in a row. */
export interface TextPlace {
  table: string;
  column: string;
  rowid: number;
  text: string;
}

/** The wanted: pieces of text in any case of ASCII letters, and digits with anything that may separate them. */
export interface Pieces {
  pieces: readonly string[];
  digits: readonly string[];
}

const SEPARATORS = [' ', '-', '(', ')', '.', '/'];

/** Rows from one number to another, both included. */
export interface RowRange {
  first: number;
  last: number;
}

/**
 * The rows of a table in ranges that are read in a few milliseconds each, as they are when it begins. Numbers have gaps: those of
 * webhooks' events are times.
 */
export function* rangesOfRows({ $client }: Db, table: string, size = 1_000): Generator<RowRange> {
  const newest = $client.prepare(`select max(rowid) from "${table}"`).pluck().get() as number | null;
  const next = $client.prepare<unknown[], { first: number | null; last: number }>(
    `select min(n) as first, max(n) as last from (select rowid as n from "${table}" where rowid > ? and rowid <= ? order by n limit ?)`,
  );
  for (let after = 0; ; ) {
    const range = next.get(after, newest, size);
    if (!range || range.first === null) return;
    yield { first: range.first, last: range.last };
    after = range.last;
  }
}

/** The texts of a column that have one of the pieces. */
export function textsWith(
  { $client }: Db,
  { table, column, first, last }: { table: string; column: string } & RowRange,
  { pieces, digits }: Pieces,
): TextPlace[] {
  const together = SEPARATORS.reduce((text, separator) => `replace(${text}, '${separator}', '')`, `"${column}"`);
  const any = [
    ...pieces.map(() => `instr(lower("${column}"), lower(?)) > 0`),
    // The last two digits stand together in every usual way to write a number, and rule out most texts at once.
    ...digits.map(() => `(instr("${column}", substr(?, -2)) > 0 and instr(${together}, ?) > 0)`),
  ];
  if (any.length === 0) return [];
  const rows = $client
    .prepare(
      `select rowid as rowid, "${column}" as text from "${table}" where rowid between ? and ? and (${any.join(' or ')})`,
    )
    .all(first, last, ...pieces, ...digits.flatMap((one) => [one, one])) as Pick<TextPlace, 'rowid' | 'text'>[];
  return rows.map((row) => ({ table, column, ...row }));
}

/** Where texts have to be unique, one that is there already gets the number of its row. */
export function setText({ $client }: Db, { table, column, rowid }: TextPlace, text: string): void {
  const update = $client.prepare(`update "${table}" set "${column}" = ? where rowid = ?`);
  try {
    update.run(text, rowid);
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !/_(?:UNIQUE|PRIMARYKEY)$/.test(error.code)) throw error;
    update.run(`${text} ${rowid}`, rowid);
  }
}

/** Undefined once the row is gone. */
export const rowOf = ({ $client }: Db, { table, rowid }: TextPlace): Record<string, unknown> | undefined =>
  $client.prepare(`select * from "${table}" where rowid = ?`).get(rowid) as Record<string, unknown> | undefined;
