import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Db, openDatabase } from '../../src/platform/db/open.ts';

/** A folder for one test, deleted after it. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A migrated database in a file for one test, closed and deleted after it. */
export function tempDatabase(path = join(tempFolder(), 'baton.db')): { db: Db; path: string } {
  const db = openDatabase(path);
  // A loss of power is not tested here, and waiting for the disk would take much of the time.
  db.$client.pragma('synchronous = OFF');
  onTestFinished(() => void db.$client.close());
  return { db, path };
}
