import { renameSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../errors.ts';
import type { Db } from './open.ts';
import { makePrivate } from './private-file.ts';

/**
 * Writes a consistent copy of the database, which may be in use, to a file that is whole or missing.
 *
 * The copy can be started elsewhere without repeating a message: the original may have posted rows that wait in the
 * outbox, so their outcome counts as unknown and the poster looks for them in Slack. Scheduled jobs start counting at the
 * restore, so that the copy owes no slot that the original ran.
 * @returns the size of the copy.
 * @throws when the file exists, or the copy is not sound.
 */
export function backUp(db: Pick<Db, '$client'>, file: string): { bytes: number } {
  if (statSync(file, { throwIfNoEntry: false }))
    throw new UserError(`${file} exists already, and a backup does not overwrite files.`);
  const part = `${file}.part`;
  rmSync(part, { force: true });
  try {
    // SQLite writes into an empty file too.
    makePrivate(part);
    db.$client.prepare('VACUUM INTO ?').run(part);
    makeQuiet(part);
    renameSync(part, file);
  } finally {
    for (const left of ['', '-wal', '-shm', '-journal']) rmSync(`${part}${left}`, { force: true });
  }
  return { bytes: statSync(file).size };
}

function makeQuiet(path: string): void {
  const copy = new Database(path);
  try {
    copy.pragma('journal_mode = DELETE');
    copy.exec("UPDATE outbox SET state = 'sending' WHERE state = 'waiting'; DELETE FROM scheduled_jobs;");
    const found = copy.pragma('integrity_check', { simple: true });
    if (found !== 'ok') throw new Error(`The copy is damaged: ${String(found)}`);
  } finally {
    copy.close();
  }
}
