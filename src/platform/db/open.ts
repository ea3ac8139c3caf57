import Database from 'better-sqlite3';
import { isDiskFaulty, isDiskFull, UserError } from '../errors.ts';
import { type Db, drizzle } from './dialect.ts';
import { migrateGuarded } from './migrate.ts';
import { makePrivate } from './private-file.ts';

export type { Db };

/** Busy timeout while the database is being opened. */
const OPENING_MS = 200;
/**
 * Busy timeout after that, during which the event loop is blocked. Beyond it, the writer (write.ts) retries from a
 * timer, so that Slack's sockets and modals continue.
 */
const BUSY_MS = 10;

/**
 * Opens the database file, creating it and bringing it up to date first.
 * @throws UserError when it cannot be written, or its disk is full.
 * @throws when the file was written by a newer Baton, is damaged, or a migration fails (the file is then as before).
 */
export function openDatabase(path: string, options: { migrationsFolder?: string } = {}): Db {
  if (path !== ':memory:') makePrivate(path);
  const client = new Database(path, { timeout: OPENING_MS });
  try {
    client.pragma('journal_mode = WAL');
    // better-sqlite3 sets NORMAL for WAL by default, which may lose the last commits in a power failure.
    client.pragma('synchronous = FULL');
    client.pragma('secure_delete = ON');
    client.pragma('journal_size_limit = 67108864');
    // Savepoints need a statement journal, which would otherwise go to a file beyond a few pages.
    client.pragma('temp_store = MEMORY');
    const db = drizzle(client);
    migrateGuarded(db, path, options.migrationsFolder);
    client.pragma('foreign_keys = ON');
    client.pragma(`busy_timeout = ${BUSY_MS}`);
    return db;
  } catch (error) {
    client.close();
    if (isDiskFull(error)) throw new UserError(`The disk of ${path} is full. Free some space.`, { cause: error });
    if (isDiskFaulty(error))
      throw new UserError(`The disk of ${path} has a fault. Move it to another disk.`, { cause: error });
    throw error;
  }
}
