import { keptRows } from '../platform/files/kept-rows.ts';
import type { Files } from '../platform/files/store.ts';
import type { Import } from './table.ts';
import { rowsFile } from './work.ts';

const MOST = 20;

/** The first rows of a file, to propose what its columns mean. None if it is no longer on the disk. */
export async function firstRows(files: Files, { id }: Pick<Import, 'id'>): Promise<string[][]> {
  const rows: string[][] = [];
  try {
    for await (const row of keptRows(files.taken(rowsFile(id)))) {
      if ('cells' in row) rows.push(row.cells);
      if (rows.length === MOST) break;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return rows;
}
