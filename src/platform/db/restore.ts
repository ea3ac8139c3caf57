import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../errors.ts';
import { lockDatabase } from './lock.ts';
import { newestMigration } from './migrate.ts';
import { makePrivate } from './private-file.ts';
import { makeQuiet } from './quiet-copy.ts';
import { VERSION, writerOf } from './version.ts';

/**
 * Puts a backup in place of a database. The former one is renamed, not deleted.
 * @returns the file of the former one.
 * @throws UserError while Baton runs, and for a file that is damaged, no database of Baton, or from a newer version; nothing
 * is changed then.
 */
export function restoreDatabase(backup: string, path: string, now: Date): { replaced: string | undefined } {
  const release = lockDatabase(path, now);
  const part = `${path}.part`;
  try {
    rmSync(part, { force: true });
    makePrivate(part);
    copyFileSync(backup, part);
    check(part, backup);
    makeQuiet(part);
    const replaced = existsSync(path) ? `${path}.replaced-${now.toISOString().replaceAll(':', '-')}` : undefined;
    for (const end of ['', '-wal', '-shm']) {
      if (replaced && existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${replaced}${end}`);
      else rmSync(`${path}${end}`, { force: true });
    }
    renameSync(part, path);
    return { replaced };
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${part}${end}`, { force: true });
    release();
  }
}

/** Reads the copy, so that the backup itself is never written. */
function check(copy: string, backup: string): void {
  const db = new Database(copy);
  try {
    const sound = db.pragma('integrity_check', { simple: true });
    if (sound !== 'ok') throw new UserError(`${backup} is damaged. Take another backup.`);
    const migrated = db.prepare('select max(created_at) from __drizzle_migrations').pluck().get() as number;
    if (migrated > newestMigration()) {
      throw new UserError(
        `${backup} was written by ${writerOf(db)}, which is newer than this one (${VERSION}). Install that version first.`,
      );
    }
  } catch (error) {
    if (error instanceof Database.SqliteError) {
      throw new UserError(`${backup} is not a backup of Baton, or it is damaged.`, { cause: error });
    }
    throw error;
  } finally {
    db.close();
  }
}
