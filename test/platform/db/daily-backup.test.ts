import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { createDailyBackup } from '../../../src/platform/db/daily-backup.ts';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { filesBeside, openFiles } from '../../../src/platform/files/store.ts';
import { allTeams } from '../../../src/teams/queries.ts';
import { tempDatabase, tempFolder } from '../../support/temp-database.ts';

function setting(keep = 2) {
  const { db, path } = tempDatabase();
  const folder = join(tempFolder(), 'backups');
  const world = { at: new Date('2026-11-19T09:00:00Z') };
  const noted: string[] = [];
  const made = async ({ file }: { file: string }) => void noted.push(file);
  const run = createDailyBackup({ db, now: () => world.at, made }, { folder, keep });
  return {
    db,
    path,
    folder,
    noted,
    made: () => readdirSync(folder).sort(),
    at: async (time: string) => {
      world.at = new Date(time);
      await run(new AbortController().signal);
    },
  };
}

test('a day without a backup gets one at once, the next days at two in the night, and the oldest go', async () => {
  const { at, made, noted, folder } = setting();
  await at('2026-11-19T09:00:00Z');
  await at('2026-11-19T23:00:00Z');
  expect(made()).toEqual(['2026-11-19']);
  await at('2026-11-20T01:00:00Z');
  expect(made()).toEqual(['2026-11-19']);
  await at('2026-11-20T02:00:00Z');
  expect(made()).toEqual(['2026-11-19', '2026-11-20']);
  await at('2026-11-25T00:30:00Z');
  expect(made()).toEqual(['2026-11-20', '2026-11-25']);
  expect(noted).toEqual(['2026-11-19', '2026-11-20', '2026-11-25'].map((day) => join(folder, day)));
});

test('a backup has the database and the files of the library, and a file that did not change takes no space again', async () => {
  const { at, folder, path } = setting();
  const { sha256 } = await openFiles(filesBeside(path)).keep(Readable.from([Buffer.from('a deck')]), 100);
  await at('2026-11-19T09:00:00Z');
  await at('2026-11-20T09:00:00Z');
  const copies = ['2026-11-19', '2026-11-20'].map((day) => join(folder, day, 'baton.db'));
  for (const copy of copies) {
    const opened = openDatabase(copy);
    expect(allTeams(opened)).toEqual([]);
    opened.$client.close();
  }
  const files = copies.map((copy) => statSync(openFiles(filesBeside(copy)).pathOf(sha256)));
  expect(files[0]?.ino).toBe(files[1]?.ino);
});

test('keys of anonymous answers are never in a backup', async () => {
  const { at, folder, path } = setting();
  mkdirSync(`${path}.keys`);
  writeFileSync(join(`${path}.keys`, '1'), 'secret');
  await at('2026-11-19T09:00:00Z');
  expect(readdirSync(join(folder, '2026-11-19'))).toEqual(['baton.db']);
});

test('a failed backup leaves nothing half, is reported until it works, and is tried again after half an hour', async () => {
  const { at, folder, made } = setting();
  writeFileSync(folder, 'not a folder');
  await expect(at('2026-11-19T09:00:00Z')).rejects.toThrow();
  rmSync(folder);
  await expect(at('2026-11-19T09:10:00Z')).rejects.toThrow();
  expect(existsSync(folder)).toBe(false);
  await at('2026-11-19T09:30:00Z');
  expect(made()).toEqual(['2026-11-19']);
});
