/** The rehearsal of a large import by the command line: it is killed half-way, and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { saveRoster } from '../../src/leads/routing/roster.ts';
import { leads } from '../../src/leads/table.ts';
import { count, countDistinct } from '../../src/platform/db/drizzle.ts';
import { openDatabase } from '../../src/platform/db/open.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { saveTeam } from '../../src/teams/save.ts';

const ROOT = join(import.meta.dirname, '../..');
const SELLERS = ['USAM', 'USUE', 'ULEN'];

interface Cost {
  /** Of all runs together. */
  seconds: number;
  /** The most memory that a run held. */
  peakMb: number;
}

export interface Figures extends Cost {
  rows: number;
  leads: number;
  /** Different addresses among them. */
  people: number;
  /** Progress of the run that was killed. */
  killedAt: string;
}

/** Every hundredth row is bad. */
async function writeList(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  const written = finished(file);
  file.write('First name,Last name,Company,Work email,Phone,Message,Country,Lead score\n');
  for (let at = 0; at < rows; at += 1) {
    const email = at % 100 === 99 ? 'not an address' : `person${at}@firm${at % 50_000}.example`;
    const line = `Person,Number${at},Firm ${at % 50_000},${email},,Wants a demo of product ${at % 7},Germany,${at % 101}\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await written;
}

async function newDatabase(path: string): Promise<void> {
  const db = openDatabase(path);
  const [team, now] = [{ kind: 'sales', name: 'Sales', channelId: 'CSALES', managerId: 'UMAX' } as const, new Date()];
  const hours = { zone: 'UTC', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00', holidays: [] };
  await createWriter(db)((tx) => {
    const { id } = saveTeam(tx, { ...team, ...hours, digestCron: null }, { id: null, by: 'UMAX' }, now);
    saveRoster(
      tx,
      id,
      SELLERS.map((userId) => ({ userId, absence: null, undisturbedUntil: null })),
      now,
    );
  });
  db.$client.close();
}

/** Memory of its own in megabytes, without the database file that is mapped; 0 where the system does not tell. */
function peakOf({ pid }: ChildProcess): number {
  try {
    return Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

interface Run {
  folder: string;
  argv: string[];
  /** The command is killed at this line of its progress. */
  killAt?: string;
}

/** Runs a command, and measures it. */
async function run({ folder, argv, killAt }: Run, say: (line: string) => void): Promise<Cost> {
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', DATABASE_PATH: join(folder, 'baton.db') };
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['cli.js', ...argv], { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'pipe'] });
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, peakOf(child));
  }, 200);
  createInterface({ input: child.stderr }).on('line', (line) => {
    say(line);
    if (killAt !== undefined && line.startsWith('Importing') && line.includes(killAt)) child.kill('SIGKILL');
  });
  await once(child, 'exit');
  clearInterval(watch);
  return { seconds: (performance.now() - startedAt) / 1000, peakMb };
}

/** @param say gets the progress. */
export async function rehearseImport(folder: string, rows: number, say: (line: string) => void): Promise<Figures> {
  const [list, killedAt] = [join(folder, 'list.csv'), ' 40 %'];
  await newDatabase(join(folder, 'baton.db'));
  await writeList(list, rows);
  const argv = ['import', list, '--by', 'UMIA'];
  const runs = [await run({ folder, argv, killAt: killedAt }, say), await run({ folder, argv }, say)];
  const db = openDatabase(join(folder, 'baton.db'));
  const found = db
    .select({ all: count(), people: countDistinct(leads.email) })
    .from(leads)
    .get();
  db.$client.close();
  return {
    ...{ rows, leads: found?.all ?? 0, people: found?.people ?? 0, killedAt: killedAt.trim() },
    seconds: runs.reduce((sum, { seconds }) => sum + seconds, 0),
    peakMb: Math.max(...runs.map(({ peakMb }) => peakMb)),
  };
}

/** All leads of the imported list, to a file of each format. */
export async function rehearseExport(folder: string, say: (line: string) => void): Promise<Record<string, Cost>> {
  const costs: Record<string, Cost> = {};
  for (const format of ['csv', 'jsonl', 'xlsx']) {
    costs[format] = await run({ folder, argv: ['export', 'leads', join(folder, `leads.${format}`)] }, say);
  }
  return costs;
}
