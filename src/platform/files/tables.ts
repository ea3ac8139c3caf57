import { MINUTE_MS } from '../time/units.ts';
import { readApart } from './extract.ts';
import type { TableWork, Unpacked } from './kept-rows.ts';

export interface TableLimits {
  timeMs: number;
  /** All memory of the process that reads, in MB. */
  memoryMb: number;
  /** Excel's own limit, 1,048,576. */
  mostRows: number;
  /** Of the file of rows. */
  mostBytes: number;
  signal?: AbortSignal | undefined;
}

const USUAL: TableLimits = {
  timeMs: 10 * MINUTE_MS,
  memoryMb: 512,
  mostRows: 1_048_576,
  mostBytes: 1024 * 1024 * 1024,
};

const TABLES = /\.(?:csv|tsv|txt|xlsx|xlsm)$/i;

/** Whether a file can be read as a table, by its name. */
export const isTable = (name: string): boolean => TABLES.test(name);

/**
 * Reads a CSV or Excel file into a plain file of rows, in a process that is killed at its limits: an Excel file is an archive
 * that may be broken or hostile. Never rejects.
 */
export function unpackTable(
  file: Pick<TableWork, 'path' | 'name' | 'rowsTo' | 'encoding'>,
  limits: Partial<TableLimits> = {},
): Promise<Unpacked | 'interrupted'> {
  const { timeMs, signal, ...most } = { ...USUAL, ...limits };
  return readApart<Unpacked>({ ...file, ...most } satisfies TableWork, {
    ...{ timeMs, memoryMb: most.memoryMb, ...(signal && { signal }) },
    trouble: { time: 'Reading it took too long.', memory: 'Reading it took too much memory.' },
    unreadable: 'It is damaged, or not what its name says.',
  });
}

/** The same in this process, for a CSV file that the caller chose: it is streamed, and nothing is unpacked. */
export async function unpackCsv(file: Pick<TableWork, 'path' | 'name' | 'rowsTo' | 'encoding'>): Promise<Unpacked> {
  const { unpackedRows } = await import('./table-rows.ts');
  return unpackedRows({ ...file, ...USUAL });
}
