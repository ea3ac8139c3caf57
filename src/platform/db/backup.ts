import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { UserError } from '../errors.ts';
import type { Db } from './open.ts';

/**
 * Writes a consistent copy of the database, which may be in use meanwhile, to a file that is whole or not there.
 *
 * The copy is made to be started elsewhere without saying anything twice: what waited in the outbox may have been posted
 * by the original since, so it counts as of unknown outcome and is looked for by its mark; planned jobs begin to count
 * anew, so that the copy owes no slot that the original has run.
 * @returns the size of the copy.
 * @throws when the file is there already, or the copy is not sound.
 */
export function backUp(db: Db, file: string): { bytes: number } {
  if (statSync(file, { throwIfNoEntry: false }))
    throw new UserError(`${file} is there already; a backup overwrites nothing.`);
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.part`;
  rmSync(part, { force: true });
  try {
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
    if (found !== 'ok') throw new Error(`The copy is not sound: ${String(found)}`);
  } finally {
    copy.close();
  }
}
