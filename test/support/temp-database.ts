import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { type Db, drizzle } from '../../src/platform/db/dialect.ts';
import { openDatabase } from '../../src/platform/db/open.ts';

/** The migrations take thirty times as long as a copy of their result, so each worker runs them once. */
let template: Buffer | undefined;
const migrated = (): Buffer => {
  template ??= openDatabase(':memory:').$client.serialize();
  return template;
};

/** Both bytes are 2 in a file with a write-ahead log: https://www.sqlite.org/fileformat2.html#file_format_version_numbers */
const FORMAT_VERSIONS = 18;

/** Makes a file as the first start of Baton leaves it: migrated and empty. */
export function newDatabaseFile(path: string): string {
  const bytes = Buffer.from(migrated());
  bytes.fill(2, FORMAT_VERSIONS, FORMAT_VERSIONS + 2);
  writeFileSync(path, bytes, { mode: 0o600, flag: 'wx' });
  return path;
}

/** A folder for one test, deleted after it. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A migrated database in a file for one test, or the file at `path`; closed after the test. */
export function tempDatabase(path = newDatabaseFile(join(tempFolder(), 'baton.db'))): { db: Db; path: string } {
  const db = openDatabase(path);
  // A loss of power is not tested here, and waiting for the disk would take much of the time.
  db.$client.pragma('synchronous = OFF');
  onTestFinished(() => void db.$client.close());
  return { db, path };
}

/** A migrated database in memory, closed after the test. */
export function memoryDatabase(): Db {
  const client = new Database(migrated());
  client.pragma('foreign_keys = ON');
  onTestFinished(() => void client.close());
  return drizzle(client);
}
