import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { type Db, drizzle } from '../../src/platform/db/dialect.ts';
import { openDatabase } from '../../src/platform/db/open.ts';

let migrated: Buffer | undefined;

/** A migrated database in memory. The migrations run once in each test file, so one costs a millisecond. */
export function memoryDatabase(): Db {
  migrated ??= openDatabase(':memory:').$client.serialize();
  const client = new Database(migrated);
  client.pragma('foreign_keys = ON');
  onTestFinished(() => void client.close());
  return drizzle(client);
}
