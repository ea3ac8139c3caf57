import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { drizzle } from '../../../src/platform/db/dialect.ts';
import { migrateGuarded } from '../../../src/platform/db/migrate.ts';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { startChild } from '../../support/child.ts';
import { tempFolder } from '../../support/temp-database.ts';
import { migrationsFolder } from './migrations-folder.ts';

const BREAK = '\n--> statement-breakpoint\n';
const first = [
  'create table teams (id integer primary key, name text not null)',
  'create table leads (id integer primary key, team_id integer not null references teams(id) on delete cascade)',
  "insert into teams values (1, 'North')",
  'insert into leads values (1, 1), (2, 1)',
].join(BREAK);

/** The way in which drizzle-kit changes a table that SQLite cannot alter. */
const rebuildTeams = [
  'create table __new_teams (id integer primary key, name text not null, zone text)',
  'insert into __new_teams select id, name, null from teams',
  'drop table teams',
  'alter table __new_teams rename to teams',
].join(BREAK);

function setting() {
  const folder = tempFolder();
  const path = join(folder, 'baton.db');
  const withMigrations = (...texts: string[]) => migrationsFolder(join(folder, `migrations-${texts.length}`), texts);
  const open = (...texts: string[]) => openDatabase(path, { migrationsFolder: withMigrations(...texts) });
  const countOf = (table: string) => {
    const client = new Database(path, { readonly: true });
    try {
      return client.prepare(`select count(*) from ${table}`).pluck().get();
    } finally {
      client.close();
    }
  };
  return { folder, path, withMigrations, open, countOf };
}

describe('migrating', () => {
  test('a rebuilt table keeps the rows that refer to it', () => {
    const { open } = setting();
    open(first).$client.close();
    const db = open(first, rebuildTeams);
    expect(db.$client.prepare('select count(*) from leads').pluck().get()).toBe(2);
    expect(db.$client.pragma('foreign_keys', { simple: true })).toBe(1);
    db.$client.close();
  });

  test('a file with data is copied first, and the copy has the old data', () => {
    const { open, path } = setting();
    open(first).$client.close();
    open(first, rebuildTeams).$client.close();
    const copy = new Database(`${path}.before-0001_step`, { readonly: true });
    expect(copy.pragma('table_info(teams)')).toHaveLength(2);
    expect(copy.prepare('select count(*) from leads').pluck().get()).toBe(2);
    copy.close();
  });

  test('no copy is made without a pending migration', () => {
    const { open, folder } = setting();
    open(first).$client.close();
    open(first).$client.close();
    expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([]);
  });

  test('a copy that a crash cut short is made again', () => {
    const { open, path } = setting();
    open(first).$client.close();
    writeFileSync(`${path}.before-0001_step.part`, 'half a copy');
    open(first, rebuildTeams).$client.close();
    expect(existsSync(`${path}.before-0001_step.part`)).toBe(false);
  });

  test('an older Baton refuses a newer database, and leaves it unchanged', () => {
    const { open, countOf } = setting();
    open(first, rebuildTeams).$client.close();
    const refusal = `was written by Baton ${packageJson.version}, which is newer than this one`;
    expect(() => open(first)).toThrow(
      expect.objectContaining({ name: 'UserError', message: expect.stringContaining(refusal) }),
    );
    expect(countOf('leads')).toBe(2);
    open(first, rebuildTeams).$client.close();
  });

  test('a failed migration leaves the file unchanged', () => {
    const { open, countOf } = setting();
    open(first).$client.close();
    expect(() => open(first, `drop table leads${BREAK}insert into nowhere values (1)`)).toThrow();
    expect(countOf('leads')).toBe(2);
  });

  test.each([
    ['loses rows', 'delete from leads where id = 2'],
    ['breaks references', 'insert into leads values (3, 99)'],
  ])('a migration that %s is rolled back, and the next start does not accept the file as migrated', (_, wrong) => {
    const { open, countOf } = setting();
    open(first).$client.close();
    expect(() => open(first, wrong)).toThrow('as it was before');
    expect(countOf('leads')).toBe(2);
    expect(() => open(first, wrong)).toThrow('as it was before');
    open(first).$client.close();
  });

  test('a table that is dropped on purpose is no error', () => {
    const { open } = setting();
    open(first).$client.close();
    const db = open(first, 'drop table leads');
    expect(db.$client.prepare("select 1 from sqlite_master where name = 'leads'").get()).toBeUndefined();
    db.$client.close();
  });

  test('a process killed half-way leaves the old database, and the next start completes', async () => {
    const { open, path, withMigrations, countOf } = setting();
    open(first).$client.close();
    const folder = withMigrations(first, `delete from leads where id > 5${BREAK}drop table leads${BREAK}select die()`);
    const child = startChild(join(import.meta.dirname, 'migrate.child.ts'), { DATABASE: path, MIGRATIONS: folder });
    expect(await child.ended).toBe('SIGKILL');
    expect(countOf('leads')).toBe(2);

    const client = new Database(path);
    client.function('die', () => null);
    migrateGuarded(drizzle(client), path, folder);
    expect(client.prepare("select 1 from sqlite_master where name = 'leads'").get()).toBeUndefined();
    expect(client.pragma('integrity_check', { simple: true })).toBe('ok');
    client.close();
  });
});

test('every commit is on the disk before it is reported', () => {
  const { path } = setting();
  const db = openDatabase(path);
  // 2 is FULL: with NORMAL, the default of WAL, a loss of power may lose the last commits.
  expect(db.$client.pragma('synchronous', { simple: true })).toBe(2);
  expect(db.$client.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.$client.pragma('secure_delete', { simple: true })).toBe(1);
  db.$client.close();
});
