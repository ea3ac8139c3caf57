import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MIGRATIONS } from '../../src/platform/db/migrations-folder.ts';
import { openDatabase } from '../../src/platform/db/open.ts';
import { tempFolder } from './temp-database.ts';

type Row = Record<string, unknown>;

/** An empty database of an earlier version, after the migration with the number `last`. */
export function earlierDatabase(last: number): { path: string; insert: (table: string, row: Row) => void } {
  const folder = tempFolder();
  const migrations = join(folder, 'migrations');
  cpSync(MIGRATIONS, migrations, { recursive: true });
  const journal = join(migrations, 'meta/_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { idx: number }[] };
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.filter(({ idx }) => idx <= last) }));
  const path = join(folder, 'baton.db');
  openDatabase(path, { migrationsFolder: migrations }).$client.close();
  const insert = (table: string, row: Row) => {
    const client = new Database(path);
    const columns = Object.keys(row);
    client
      .prepare(`insert into ${table} (${columns.join()}) values (${columns.map((column) => `@${column}`).join()})`)
      .run(row);
    client.close();
  };
  return { path, insert };
}
