import type { Db } from './open.ts';

/**
 * Empties the write-ahead log into the database and cuts it, so that pages as they were before the last changes do not
 * lie beside those after them. Where another process reads just then, the log stays until the next time.
 */
export function truncateWal(db: Db): void {
  if (!db.$client.inTransaction) db.$client.pragma('wal_checkpoint(TRUNCATE)');
}
