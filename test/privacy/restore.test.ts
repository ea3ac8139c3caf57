/** People who were erased stay erased when an older copy of the database comes back. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCommand } from '../../src/cli/run.ts';
import { leads } from '../../src/leads/table.ts';
import { createDailyBackup } from '../../src/platform/db/daily-backup.ts';
import { logBeside, openErasureLog } from '../../src/platform/db/erasure-log.ts';
import { valuesOf } from '../../src/platform/db/rows-with.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { savePreferences } from '../../src/preferences/save.ts';
import { applyErasuresAgain } from '../../src/privacy/apply-again.ts';
import { forgetColleague } from '../../src/privacy/colleague.ts';
import { subjectOfLead } from '../../src/privacy/subjects.ts';
import { erasures } from '../../src/privacy/table.ts';
import { tempDatabase, tempFolder } from '../support/temp-database.ts';
import { createTestApp, handOff, type TestApp } from '../support/test-app.ts';

const CANARY = /canary/i;
const canary = (who: string) => ({
  Name: `Canary ${who}`,
  Company: `Canary ${who} Ltd`,
  Email: `${who.toLowerCase()}@canary.example`,
  'What do they need?': 'a canary',
});

async function command(app: TestApp, backupFolder: string, ...argv: string[]): Promise<string> {
  const out: string[] = [];
  const terminal = { now: () => new Date(), out: (line: string) => void out.push(line), isWatched: false };
  const env = { DATABASE_PATH: app.databasePath, BACKUP_DIR: backupFolder };
  const code = await runCommand(argv, { ...terminal, env, err: (line) => out.push(line) });
  expect({ code, out }).toMatchObject({ code: 0 });
  return out.join('\n');
}

async function everythingDone(app: TestApp): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await app.baton.runDue();
    await app.settled();
  }
}

const named = (app: TestApp) =>
  app.slack
    .as('max')
    .sees('#sales')
    .filter(({ text }) => CANARY.test(text));

test('the disk is gone: the restored copy is erased again, in Slack too, and nothing is posted twice', async () => {
  const app = await createTestApp();
  onTestFinished(() => app.close());
  const backups = tempFolder();
  const { db, now } = app.baton.deps;
  await handOff(app, canary('Before'));
  await handOff(app, { Name: 'Kept Person', Company: 'Kept Ltd', Email: 'kept@kept.example' });
  await app.settled();
  await createDailyBackup(
    { db, now, made: async () => {} },
    { folder: backups, keep: 2 },
  )(new AbortController().signal);
  await handOff(app, canary('After'));
  await app.settled();
  for (const who of ['before', 'after'])
    await command(app, backups, 'person', 'forget', `${who}@canary.example`, '--yes');
  expect(readFileSync(join(backups, 'erasures.jsonl'), 'utf8')).not.toMatch(CANARY);
  // The machine dies before Slack has been told.
  expect(named(app).length).toBeGreaterThan(1);
  await app.baton.stop();
  const folder = dirname(app.databasePath);
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  const day = readdirSync(backups).find((name) => /^\d/.test(name)) ?? '';
  expect(readFileSync(join(backups, day, 'baton.db'), 'latin1')).toMatch(CANARY);

  expect(await command(app, '', 'restore', join(backups, day))).toContain(
    '2 erasures since the backup: applied again.',
  );
  for (const end of ['', '-wal']) {
    const file = `${app.databasePath}${end}`;
    if (existsSync(file)) expect(readFileSync(file, 'latin1')).not.toMatch(CANARY);
  }
  await app.restart();
  // The next lead of the restored copy gets the number of a lead that was erased.
  await handOff(app, { Name: 'Later Person', Company: 'Later Ltd', Email: 'later@later.example' });
  await everythingDone(app);
  await app.restart();
  await everythingDone(app);
  expect(named(app).map(({ text }) => text)).toEqual([]);
  const cards = app.slack
    .as('max')
    .sees('#sales')
    .filter(({ threadTs }) => threadTs === undefined);
  const names = cards.map(({ text }) => text.split(' · ')[0]);
  expect(names.filter((name) => name === 'Kept Person')).toHaveLength(1);
  expect(names.filter((name) => name === 'Later Person')).toHaveLength(1);
  expect(names.filter((name) => name?.includes('Erased'))).toHaveLength(1);
});

test('a start applies entries that the database does not know, and gives the log those that it lost', async () => {
  const app = await createTestApp();
  onTestFinished(() => app.close());
  const backups = tempFolder();
  await handOff(app, canary('Known'));
  await handOff(app, canary('Unknown'));
  await app.settled();
  const unknown = app.baton.deps.db
    .select()
    .from(leads)
    .all()
    .find(({ name }) => name === 'Canary Unknown');
  await command(app, backups, 'person', 'forget', 'known@canary.example', '--yes');
  await everythingDone(app);
  const log = openErasureLog(app.databasePath, backups);
  const known = log.entries()[0]?.subject;
  await app.baton.stop();
  // A crash leaves half a line, which hides no later one.
  writeFileSync(logBeside(app.databasePath), '{"subject":"lead:');
  const subject = unknown ? subjectOfLead(unknown) : '';
  log.append({ subject, at: new Date().toISOString() });
  await app.restart();
  await everythingDone(app);
  expect(named(app)).toEqual([]);
  expect(log.entries().map((entry) => entry.subject)).toEqual([subject, known]);
});

test('a copy in the backup folder that could not be written is written later, and its failure is reported', () => {
  const folder = tempFolder();
  const [data, blocked] = [join(folder, 'baton.db'), join(folder, 'backups')];
  writeFileSync(blocked, 'a file in place of the folder');
  const log = openErasureLog(data, blocked);
  const entry = { subject: 'lead:1:1', at: '2026-11-19T09:00:00.000Z' };
  log.append(entry);
  expect(log.entries()).toEqual([entry]);
  expect(() => log.copy()).toThrow();
  rmSync(blocked);
  log.copy();
  const copied = () => readFileSync(join(blocked, 'erasures.jsonl'), 'utf8');
  expect(copied()).toBe(`${JSON.stringify(entry)}\n`);
  // A copy that is gone comes back with the next backup.
  rmSync(join(blocked, 'erasures.jsonl'));
  log.copy();
  expect(existsSync(join(blocked, 'erasures.jsonl'))).toBe(false);
  log.copy({ again: true });
  expect(copied()).toBe(`${JSON.stringify(entry)}\n`);
});

test('a colleague who was erased is erased again, found by a code that names no one', async () => {
  const { db, path } = tempDatabase();
  const write = createWriter(db);
  const at = new Date('2026-11-19T09:00:00Z');
  const choose = (userId: string) => write((tx) => savePreferences(tx, userId, {}, at));
  await choose('U0SUE');
  await choose('U0SAM');
  const log = openErasureLog(path, undefined);
  await write((tx) => forgetColleague(tx, log, { userId: 'U0SUE', by: 'U0ADA' }, at));
  expect(readFileSync(logBeside(path), 'utf8')).not.toContain('U0SUE');
  // As in a copy from before.
  await write((tx) => tx.delete(erasures).run());
  await choose('U0SUE');
  expect(await write((tx) => applyErasuresAgain(tx, log, at))).toBe(1);
  expect(valuesOf(db, 'preferences', 'user_id')).toEqual(['U0SAM']);
});
