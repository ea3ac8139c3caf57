import type { Db } from './open.ts';

/**
 * Moves the write-ahead log into the database and cuts it: the log would keep pages from before a change next to those
 * from after it. While another process reads, the log stays until the next time.
 */
export function truncateWal({ $client }: Pick<Db, '$client'>): void {
  if (!$client.inTransaction) $client.pragma('wal_checkpoint(TRUNCATE)');
}
