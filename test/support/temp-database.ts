import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Db, openDatabase } from '../../src/platform/db/open.ts';

/** A folder of the test's own, gone when the test is. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A migrated database in a file of the test's own, closed and gone when the test is. */
export function tempDatabase(path = join(tempFolder(), 'baton.db')): { db: Db; path: string } {
  const db = openDatabase(path);
  // A loss of power is not tried here, and waits for the disk would be much of the time.
  db.$client.pragma('synchronous = OFF');
  onTestFinished(() => void db.$client.close());
  return { db, path };
}
