/** Commands of the command line that die at each of their points, and are typed again. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { SALES } from '../../leads/world.ts';
import { ROOT } from '../../support/sources.ts';
import { newDatabaseFile } from '../../support/temp-database.ts';
import { writeVersion010 } from '../../system/takeover/version-0-1-0.ts';
import { noteFigures } from '../figures.ts';
import { databaseIn } from './options.ts';
import { arm, countingIn, disarm, reached } from './points.ts';

interface Case {
  name: string;
  prepare: (folder: string) => Promise<void>;
  /** A command that finds its work done may refuse it. */
  argv: (folder: string) => string[];
  /** Of the database in which its work is. */
  result?: (folder: string) => string;
  /** Queries with the same answer, whether it died or not. */
  same: string[];
}

const NOW = new Date('2026-11-19T09:00:00Z');
const FILE = [
  'Name,Email,Company',
  ...Array.from({ length: 60 }, (_, at) => `Person ${at},person${at}@firm${at}.example,Firm ${at}`),
].join('\n');
const LEADS = ['select name from leads order by name', 'select lead_id, kind from lead_history order by 1, 2'];

async function withTeam(folder: string): Promise<void> {
  const db = openDatabase(newDatabaseFile(databaseIn(folder)));
  await createWriter(db)((tx) => saveTeam(tx, SALES, { id: null, by: 'test' }, NOW));
  db.$client.close();
  writeFileSync(join(folder, 'leads.csv'), FILE);
}
async function withLeads(folder: string): Promise<void> {
  await withTeam(folder);
  expect(await baton(folder, importing(folder))).toBe(0);
}
const importing = (folder: string): string[] => ['import', join(folder, 'leads.csv'), '--by', 'U0MIA'];
const copyIn = (folder: string): string => join(folder, 'copies', 'baton.db');

const cases: Case[] = [
  { name: 'import', prepare: withTeam, argv: importing, same: LEADS },
  {
    name: 'settings import',
    prepare: async (folder) => {
      await withTeam(folder);
      writeFileSync(join(folder, 'baton.yaml'), 'settings: { leads.declines_a_day: 8, leads.take_back_minutes: 4 }');
    },
    argv: (folder) => ['settings', 'import', join(folder, 'baton.yaml')],
    same: ['select key, value from settings order by key', 'select count(*) from setting_changes'],
  },
  {
    name: 'person forget',
    prepare: withLeads,
    argv: () => ['person', 'forget', 'person3@firm3.example', '--yes'],
    same: [...LEADS, 'select count(*) from erasures', "select count(*) from audit_log where kind = 'person.erased'"],
  },
  {
    name: 'backup',
    prepare: withLeads,
    argv: (folder) => ['backup', copyIn(folder)],
    result: copyIn,
    same: LEADS,
  },
  {
    name: 'restore',
    prepare: async (folder) => {
      await withLeads(folder);
      expect(await baton(folder, ['backup', copyIn(folder)])).toBe(0);
      const client = new Database(databaseIn(folder));
      client.exec('update teams set name = name || 2');
      client.close();
    },
    argv: (folder) => ['restore', copyIn(folder)],
    same: [...LEADS, 'select name from teams'],
  },
  {
    name: 'migrate',
    prepare: async (folder) => writeVersion010(folder),
    argv: () => ['migrate'],
    same: [
      ...LEADS,
      'select kind, state, payload from outbox order by id',
      'select count(*) from __drizzle_migrations',
    ],
  },
];

const baton = (folder: string, argv: string[]): Promise<number | string> =>
  new Promise((resolve) => {
    const env = {
      PATH: process.env.PATH,
      DATABASE_PATH: databaseIn(folder),
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    };
    execFile(process.execPath, [...countingIn(folder), join(ROOT, 'cli.js'), ...argv], { env }, (error) =>
      resolve(error === null ? 0 : (error.signal ?? Number(error.code))),
    );
  });

/** Dies at a point, and is typed again. */
async function runOnce({ name, prepare, argv, same, result = databaseIn }: Case, point: number) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-faults-'));
  try {
    await prepare(folder);
    mkdirSync(join(folder, 'copies'), { recursive: true });
    arm(folder, point);
    const ended = await baton(folder, argv(folder));
    const points = reached(folder);
    disarm(folder);
    const isDead = points.length >= point;
    expect(ended, `${name}, point ${point}`).toBe(isDead ? 'SIGKILL' : 0);
    if (isDead) await baton(folder, argv(folder));
    // As a start does it.
    openDatabase(databaseIn(folder)).$client.close();
    const client = new Database(result(folder));
    const end = same.map((query) => client.prepare(query).raw().all());
    const faults = [client.pragma('integrity_check', { simple: true }), client.pragma('foreign_key_check')];
    client.close();
    expect(faults, `${name}, dead at point ${point}`).toEqual(['ok', []]);
    const left = readdirSync(folder, { recursive: true }).filter((file) => String(file).endsWith('.part'));
    expect(left, `${name}, dead at point ${point}: what is left`).toEqual([]);
    return { points, isDead, end };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.each(cases)('$name does its work once, wherever it dies', { timeout: 1_800_000 }, async (command) => {
  const whole = await runOnce(command, 1e9);
  const step = process.env.PROOF === 'short' ? Math.max(1, whole.points.length / 3) : 1;
  const figures = { name: `baton ${command.name}`, tried: 0, survived: 0 };
  try {
    for (let at = 1; ; at += step) {
      const point = Math.floor(at);
      if (step > 1 && point > whole.points.length) return;
      figures.tried += 1;
      const run = await runOnce(command, point);
      expect(run.end, `${command.name}, dead at point ${point}`).toEqual(whole.end);
      figures.survived += 1;
      if (!run.isDead) return;
    }
  } finally {
    noteFigures(figures);
  }
});
