import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { NEVER, startMaintenanceWorker } from '../../../src/platform/db/maintenance.ts';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { startChild } from '../../support/child.ts';
import { logLines } from '../../support/log-lines.ts';
import { newDatabaseFile, tempDatabase, tempFolder } from '../../support/temp-database.ts';

const DUE_PAGES = 20;
/** SQLite itself checkpoints in a commit at twice as many. */
const FAR_TOO_MANY = 8_000;

function setting(duePages = DUE_PAGES) {
  const { db, path } = tempDatabase();
  db.$client.exec(`
    create table notes (id integer primary key, words text not null);
    create virtual table pieces using fts5 (words);
    insert into pieces (pieces, rank) values ('automerge', 0);`);
  const lines = logLines();
  const maintenance = startMaintenanceWorker(db, lines.log, duePages);
  onTestFinished(() => maintenance.stop());
  const write = createWriter(db);
  write.onCommit(maintenance.checkpoint);
  const insert = db.$client.prepare('insert into notes (words) values (?)');
  const state = db.$client.prepare('PRAGMA wal_checkpoint(NOOP)').raw();
  return {
    db,
    path,
    lines,
    maintenance,
    write,
    /** A commit of this many pages. */
    commit: (pages = 1) => write(() => insert.run('x'.repeat(4_000 * pages))),
    /** Pages of the log: all, and those that are not in the database yet. */
    log: () => {
      const [, pages = 0, broughtIn = 0] = state.get() as number[];
      return { pages, left: pages - broughtIn };
    },
  };
}

test('the log is checkpointed alongside the commits, and restarts although they continue', async () => {
  const { commit, log } = setting();
  for (let round = 0; round < 2; round += 1) {
    let most = 0;
    while (log().pages >= most && most < FAR_TOO_MANY) {
      most = log().pages;
      await commit(5);
      await sleep(1);
    }
    expect(most).toBeGreaterThan(DUE_PAGES);
    expect(most).toBeLessThan(FAR_TOO_MANY);
  }
});

test('next to Litestream, which moves the log by itself, no checkpoint is made', async () => {
  const { db, commit, log } = setting(NEVER);
  for (let round = 0; round < 30; round += 1) await commit(100);
  await sleep(50);
  // More than makes SQLite checkpoint by default.
  expect(log().left).toBeGreaterThan(1_000);
  expect(log().left).toBe(log().pages);
  expect(db.$client.pragma('wal_autocheckpoint', { simple: true })).toBe(125_000);
});

test('during a long read writes continue, and the log restarts after it', async () => {
  const { commit, log, path, lines } = setting();
  const reader = new Database(path, { readonly: true });
  reader.exec('begin; select count(*) from notes');
  reader.prepare('select count(*) from notes').get();
  for (let round = 0; round < 20; round += 1) await commit(DUE_PAGES);
  expect(log().left).toBeGreaterThan(DUE_PAGES);
  reader.close();
  await expect
    .poll(async () => {
      await commit();
      return log().pages;
    })
    .toBeLessThan(DUE_PAGES);
  expect(lines.text()).toBe('');
});

test('segments of a full-text index are merged alongside the commits that made them', async () => {
  const { db, commit, write } = setting();
  const insert = db.$client.prepare('insert into pieces (words) values (?)');
  const pieces = () => db.$client.prepare('select count(distinct segid) from pieces_idx').pluck().get();
  for (let row = 0; row < 12; row += 1) await write(() => insert.run(`word${row}`));
  expect(pieces()).toBe(12);
  await commit(2 * DUE_PAGES);
  await expect.poll(pieces).toBe(1);
  expect(db.$client.prepare("select rowid from pieces where pieces match 'word7'").pluck().all()).toEqual([8]);
  // The search index of leads has this setting.
  expect(db.$client.prepare("select v from leads_search_config where k = 'automerge'").pluck().get()).toBe(0);
});

test('a failed worker is logged, and writes continue', async () => {
  const { db, path, commit, lines } = setting();
  renameSync(path, `${path}.elsewhere`);
  await commit(2 * DUE_PAGES);
  await expect.poll(() => lines.lines('warn').length).toBe(1);
  await commit();
  expect(db.$client.prepare('select count(*) from notes').pluck().get()).toBe(2);
});

test('a commit during the end of one worker is checkpointed by the next', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { commit, log, lines } = setting();
  await commit(2 * DUE_PAGES);
  await expect.poll(() => log().left).toBe(0);
  await expect.poll(() => vi.getTimerCount()).toBe(1);
  // Its idle time is over as well.
  await sleep(300);
  vi.runAllTimers();
  await commit(2 * DUE_PAGES);
  await expect
    .poll(async () => {
      await commit();
      return log().left;
    })
    .toBeLessThan(DUE_PAGES);
  expect(lines.text()).toBe('');
});

test('an unreadable log does not delay a commit', async () => {
  const { db, maintenance } = setting();
  // SQLite reports nothing about the log inside a transaction.
  db.$client.exec('begin immediate');
  expect(() => maintenance.checkpoint()).not.toThrow();
  db.$client.exec('rollback');
});

test('after the stop the database is released', async () => {
  const { db, path, maintenance, commit, log } = setting();
  await commit(2 * DUE_PAGES);
  await expect.poll(() => log().left).toBe(0);
  await maintenance.stop();
  db.$client.close();
  // SQLite deletes the log with the last connection.
  expect(existsSync(`${path}-wal`)).toBe(false);
});

test('after a kill at any moment the database is intact, with every row that was reported as written', async () => {
  const path = newDatabaseFile(join(tempFolder(), 'baton.db'));
  for (const rows of [30, 60, 90]) {
    const child = startChild(join(import.meta.dirname, 'maintenance.child.ts'), { DATABASE: path });
    await child.says(`written ${rows}`);
    await child.kill();
    const db = openDatabase(path);
    expect(db.$client.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.$client.prepare('select max(id) from notes').pluck().get()).toBeGreaterThanOrEqual(rows);
    db.$client.close();
  }
});
