import type { Db } from './open.ts';

/**
 * Checkpoints the write-ahead log and truncates it, so that older versions of a page cannot be read from the file. While
 * another process reads, the log stays until the next call.
 */
export function truncateWal(db: Db): void {
  if (!db.$client.inTransaction) db.$client.pragma('wal_checkpoint(TRUNCATE)');
}
