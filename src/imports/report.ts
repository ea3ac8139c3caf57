/** The result of each row, next to its cells: the bad ones can be mended there and dropped again. */
import { stringify } from 'csv-stringify/sync';
import type { Db } from '../platform/db/open.ts';
import { nextEventLoopTurn } from '../platform/event-loop.ts';
import { neutral } from '../platform/files/cells.ts';
import type { TableRow } from '../platform/files/csv.ts';
import { keptRows } from '../platform/files/kept-rows.ts';
import type { Files } from '../platform/files/store.ts';
import { rowOf } from './queries.ts';
import type { Import } from './table.ts';
import type { ImportResult } from './types.ts';
import { rowsFile } from './work.ts';

const resultWords: Record<ImportResult, string> = {
  added: 'added',
  known: 'known already',
  bad: 'not imported',
};

/** A report with more rows names only those that were not added. */
const MOST_ROWS = 100_000;
const AT_ONCE = 200;

export const reportColumns = ({ columns }: Pick<Import, 'columns'>): string[] => [
  'Row',
  'Result',
  'Why',
  'Lead',
  ...columns,
];

/** The cells of a row in the report; undefined for a row that is not in it. */
export function reportCells(db: Db, one: Import, row: TableRow): string[] | undefined {
  const found = rowOf(db, one.id, row.line);
  if (!found || (one.rows > MOST_ROWS && found.result === 'added' && found.words === null)) return undefined;
  const { result, words, leadId } = found;
  const cells = 'cells' in row ? row.cells : [];
  return [String(row.line), resultWords[result], words ?? '', leadId === null ? '' : String(leadId), ...cells];
}

/** As CSV, in short turns of the event loop. */
export async function importReport({ db, files }: { db: Db; files: Files }, one: Import): Promise<Uint8Array> {
  const parts = [Buffer.from(`\ufeff${stringify([reportColumns(one).map(neutral)])}`)];
  let some: string[][] = [];
  const flush = async () => {
    parts.push(Buffer.from(stringify(some)));
    some = [];
    await nextEventLoopTurn();
  };
  for await (const row of keptRows(files.taken(rowsFile(one.id)))) {
    const cells = reportCells(db, one, row);
    if (cells) some.push(cells.map(neutral));
    if (some.length >= AT_ONCE) await flush();
  }
  await flush();
  return new Uint8Array(Buffer.concat(parts));
}
