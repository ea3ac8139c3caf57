import type { Tx } from '../platform/db/write.ts';
import { backups } from './table.ts';

/** Records a backup of the database. */
export function noteBackup(tx: Tx, { file, bytes }: { file: string; bytes: number }, now: Date): void {
  tx.insert(backups).values({ at: now, file, bytes }).run();
}
