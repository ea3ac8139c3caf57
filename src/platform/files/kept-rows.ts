/** A table as plain rows in a file of its own: how it is asked for, written and read. */
import { open } from 'node:fs/promises';
import type { TableRow } from './csv.ts';

/** A table that was unpacked to a file of rows, or a sentence that says why it cannot be. */
export type Unpacked =
  | {
      /** Without the header. */
      rows: number;
      columns: string[];
      /** Set when the encoding had to be guessed: a line of the file in it, to be confirmed. */
      question?: string;
    }
  | { trouble: string };

/** The message to the process that reads it. */
export interface TableWork {
  path: string;
  /** The name that people know, with its extension. */
  name: string;
  /** A new file for the rows. */
  rowsTo: string;
  /** A label of TextDecoder; found out by default. */
  encoding?: string | undefined;
  memoryMb: number;
  mostRows: number;
  mostBytes: number;
}

/** The rows of an unpacked table from an index on, one in memory at a time. */
export async function* keptRows(path: string, from = 0): AsyncGenerator<TableRow> {
  const file = await open(path);
  try {
    let index = 0;
    for await (const line of file.readLines()) {
      if (index >= from) yield rowIn(line);
      index += 1;
    }
  } finally {
    await file.close();
  }
}

/** A row as it lies in the file: its line, and its cells or its fault. */
type Kept = [line: number, content: string[] | string];

export const rowOut = (row: TableRow): string =>
  JSON.stringify([row.line, 'fault' in row ? row.fault : row.cells] satisfies Kept);

function rowIn(line: string): TableRow {
  const [at, content] = JSON.parse(line) as Kept;
  return typeof content === 'string' ? { line: at, fault: content } : { line: at, cells: content };
}
