import { renameSync, rmSync, statSync } from 'node:fs';
import { UserError } from '../errors.ts';
import type { Db } from './open.ts';
import { makePrivate } from './private-file.ts';
import { makeQuiet } from './quiet-copy.ts';

/**
 * Writes a consistent copy of the database, which may be in use, to a file that is whole or missing.
 *
 * The copy can be started elsewhere: see quiet-copy.ts.
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
