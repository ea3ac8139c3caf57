import Database from 'better-sqlite3';
import { type Db, drizzle } from './dialect.ts';
import { migrateGuarded } from './migrate.ts';
import { makePrivate } from './private-file.ts';

export type { Db };

/** How long SQLite may wait for another process that holds the database, while it is opened. */
const OPENING_MS = 200;
/**
 * The same from then on, with the event loop blocked. The writer (write.ts) tries again from a timer beyond that, so that
 * Slack's sockets and modals go on meanwhile.
 */
const BUSY_MS = 10;

/**
 * Opens the database file, creating it and bringing it up to date first.
 * @throws UserError when it cannot be written.
 * @throws when the file was written by a newer Baton, is damaged, or a migration fails (the file is then as before).
 */
export function openDatabase(path: string, options: { migrationsFolder?: string } = {}): Db {
  if (path !== ':memory:') makePrivate(path);
  const client = new Database(path, { timeout: OPENING_MS });
  try {
    client.pragma('journal_mode = WAL');
    // better-sqlite3 compiles WAL with NORMAL, which may lose the last commits when the machine loses power.
    client.pragma('synchronous = FULL');
    client.pragma('secure_delete = ON');
    client.pragma('journal_size_limit = 67108864');
    // Each change is undone by its savepoint: what that needs would go to a file as soon as it is more than a few pages.
    client.pragma('temp_store = MEMORY');
    const db = drizzle(client);
    migrateGuarded(db, path, options.migrationsFolder);
    client.pragma('foreign_keys = ON');
    client.pragma(`busy_timeout = ${BUSY_MS}`);
    return db;
  } catch (error) {
    client.close();
    throw error;
  }
}
