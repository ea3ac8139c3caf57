import type { Tx } from '../platform/db/write.ts';
import { backups } from './table.ts';

/** Notes that a copy of the database was made. */
export function noteBackup(tx: Tx, { file, bytes }: { file: string; bytes: number }, now: Date): void {
  tx.insert(backups).values({ at: now, file, bytes }).run();
}
