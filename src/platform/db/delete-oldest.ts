import { type AnySQLiteColumn, sql } from './drizzle.ts';
import type { Tx } from './write.ts';

/**
 * Deletes the rows from before `limit`, of a table that grows in the order of this column. It reads only the rows that it
 * deletes, and needs no index of the column.
 */
export function deleteOldest(tx: Tx, column: AnySQLiteColumn, limit: number): void {
  const { table } = column;
  tx.run(sql`delete from ${table} where rowid < coalesce(
    (select rowid from ${table} where ${column} >= ${limit} order by rowid limit 1),
    (select max(rowid) + 1 from ${table}))`);
}
