import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { databasePathOf } from '../app/config.ts';
import { createKeys, type Keys } from '../platform/crypto/keys.ts';
import { type Db, openDatabase } from '../platform/db/open.ts';
import { createWriter, type Tx } from '../platform/db/write.ts';
import { writeWithRetry } from '../platform/db/write-with-retry.ts';
import { notSaved, UserError } from '../platform/errors.ts';
import { type Files, filesBeside, openFiles } from '../platform/files/store.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { type Given, type Terminal, textOf } from './command.ts';
import { withRoom } from './room.ts';

/** Baton's data for a command, while Baton may be running. */
export interface OpenData {
  db: Db;
  files: Files;
  keys: Keys;
  /** One short transaction; waits while Baton writes. @throws UserError when the disk is full. */
  write<T>(change: (tx: Tx) => T): Promise<T>;
}

/** The shortest pause between two transactions of a command, for a running Baton. */
const BREATH_MS = 5;
const GIVE_UP_MS = MINUTE_MS;

/**
 * Opens the existing database of the command, and closes it after `work`.
 * @throws UserError if the file does not exist: only Baton creates databases.
 */
export async function withData<T>(given: Given, { env }: Terminal, work: (data: OpenData) => Promise<T>): Promise<T> {
  const path = textOf(given, 'database') ?? databasePathOf(env);
  if (!existsSync(path)) {
    throw new UserError(`No database at ${path}. Set --database or DATABASE_PATH, or start Baton once.`);
  }
  return withRoom(path, () => withOpen(path, work));
}

async function withOpen<T>(path: string, work: (data: OpenData) => Promise<T>): Promise<T> {
  const db = openDatabase(path);
  try {
    const write = createWriter(db);
    const patient = async <R>(change: (tx: Tx) => R): Promise<R> => {
      const giveUpAt = performance.now() + GIVE_UP_MS;
      let tookMs = 0;
      const timed = (tx: Tx) => {
        const began = performance.now();
        const result = change(tx);
        tookMs = performance.now() - began;
        return result;
      };
      const result = await writeWithRetry(
        write,
        timed,
        (error) => notSaved(error) !== undefined || performance.now() > giveUpAt,
      );
      // Leaves the database free for half of the time.
      await sleep(Math.max(BREATH_MS, tookMs));
      return result;
    };
    return await work({ db, files: openFiles(filesBeside(path)), keys: createKeys(path), write: patient });
  } finally {
    db.$client.close();
  }
}
