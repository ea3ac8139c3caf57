import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { createDailyBackup } from '../../src/platform/db/daily-backup.ts';
import { lockDatabase } from '../../src/platform/db/lock.ts';
import { openDatabase } from '../../src/platform/db/open.ts';
import { filesBeside, openFiles } from '../../src/platform/files/store.ts';
import { NOW, shell } from './shell.ts';

async function withBackup() {
  const sh = shell();
  const files = openFiles(filesBeside(sh.path));
  const { sha256 } = await files.keep(Readable.from([Buffer.from('a deck')]), 100);
  const folder = join(sh.folder, 'backups');
  await createDailyBackup(
    { db: sh.db, now: () => NOW, made: async () => {} },
    { folder, keep: 3 },
  )(new AbortController().signal);
  return { ...sh, sha256, backup: join(folder, NOW.toISOString().slice(0, 10)) };
}

test('a machine whose disk is gone gets leads and files back from a daily backup', async () => {
  const { baton, db, path, backup, sha256 } = await withBackup();
  db.$client.close();
  for (const name of readdirSync(dirname(path))) rmSync(join(dirname(path), name), { recursive: true });
  const { code, out } = await baton('restore', backup);
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('Restored, with 0 leads') });
  openDatabase(path).$client.close();
  expect(readFileSync(openFiles(filesBeside(path)).pathOf(sha256), 'utf8')).toBe('a deck');
});

test('files that are there already are left alone', async () => {
  const { baton, path, backup, sha256 } = await withBackup();
  const file = openFiles(filesBeside(path)).pathOf(sha256);
  const before = statSync(file);
  expect((await baton('restore', backup)).code).toBe(0);
  expect(statSync(file)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  expect(readdirSync(dirname(file))).toEqual([sha256]);
});

test('the former database is kept, with its newest changes', async () => {
  const { baton, db, path, backup } = await withBackup();
  db.$client.exec('create table after_the_backup (a); insert into after_the_backup values (1)');
  const { code, out } = await baton('restore', backup);
  expect(code).toBe(0);
  const kept = readdirSync(dirname(path)).find(
    (name) => name.startsWith(`${basename(path)}.replaced-`) && !/-(?:wal|shm)$/.test(name),
  );
  expect(out).toContain(`The former database is kept as ${join(dirname(path), kept ?? '')}.`);
  const former = openDatabase(join(dirname(path), kept ?? ''));
  expect(former.$client.prepare('select count(*) from after_the_backup').pluck().get()).toBe(1);
  former.$client.close();
  const restored = openDatabase(path);
  expect(restored.$client.prepare("select 1 from sqlite_master where name = 'after_the_backup'").get()).toBeUndefined();
  restored.$client.close();
});

test('any copy posts nothing twice and gives out no id again, also one that no backup made', async () => {
  const { baton, path, db, folder } = shell();
  db.$client.exec(`insert into outbox (kind, payload, ordering_key, idempotency_id, state, not_before, created_at)
    values ('lead_card', '{}', 'C1', 'one', 'waiting', 0, 0)`);
  // As the copy that a migration makes, and as Litestream brings one back.
  const copy = join(folder, 'copy.db');
  db.$client.prepare('vacuum into ?').run(copy);
  db.$client.close();
  expect(await baton('restore', copy)).toMatchObject({ code: 0 });
  const restored = openDatabase(path);
  expect(restored.$client.prepare('select state from outbox').pluck().all()).toEqual(['sending']);
  const next = (table: string) =>
    restored.$client.prepare('select seq from sqlite_sequence where name = ?').pluck().get(table);
  expect([next('outbox'), next('leads')]).toEqual([100_001, 100_000]);
  restored.$client.close();
});

test('a database that a running Baton uses is refused, and so is a file that is no sound backup', async () => {
  const { baton, path, put, backup } = await withBackup();
  const before = readFileSync(path);
  const release = lockDatabase(path, NOW);
  expect(await baton('restore', backup)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Another Baton runs on'),
  });
  release();
  const damaged = put('damaged.db', readFileSync(join(backup, 'baton.db')).subarray(0, 40_000));
  const newer = join(backup, 'baton.db');
  const cases: [string, RegExp][] = [
    [put('words.db', 'some words'), /is not a backup of Baton, or it is damaged\./],
    [damaged, /is not a backup of Baton, or it is damaged\.|is damaged/],
    [join(backup, 'nothing'), /There is no backup at/],
    [put('empty.db', ''), /is not a backup of Baton/],
  ];
  for (const [file, said] of cases) {
    expect(await baton('restore', file), file).toMatchObject({ code: 1, err: expect.stringMatching(said) });
  }
  const later = openDatabase(newer);
  later.$client.exec('update __drizzle_migrations set created_at = created_at + 1e12');
  later.$client.close();
  expect(await baton('restore', backup)).toMatchObject({
    code: 1,
    err: expect.stringContaining('newer than this one'),
  });
  expect(readFileSync(path)).toEqual(before);
  expect(existsSync(`${path}.part`)).toBe(false);
});
