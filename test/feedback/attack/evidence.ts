/** The evidence of an attacker: the disk, the log, and Baton’s calls to Slack. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '@baton/sandbox';
import Database from 'better-sqlite3';
import type { Deps } from '../../../commands/deps.ts';
import { countersOf } from '../../../src/health/read.ts';
import { healthRoute } from '../../../src/http/health.ts';
import { metricsRoute } from '../../../src/http/metrics.ts';
import { ASK_MANAGERS } from '../../../views/questions/ask.ts';

/** The bytes of the database and its write-ahead log at one moment. */
export interface Disk {
  database: Buffer;
  wal: Buffer;
}

export interface Row {
  table: string;
  /** All of the data, with the bytes of sealed values. */
  text: string;
  columns: Record<string, unknown>;
}

/** The attacker knows the people, the order and the times of submissions, and all words; the authors are unknown. */
export interface Evidence {
  people: string[];
  at: number[];
  /** In alphabetical order. */
  words: string[];
  before: Disk;
  /** After each submission. Only an attacker who watches the disk all the time has these, and `before`. */
  watched: Disk[];
  after: Disk;
  backup: Buffer;
  /** Rows of the backup, by table, in their order. */
  rows: Row[];
  log: string[];
  /** Answers of /health and /metrics after each submission. */
  told: string[];
  /** Calls of the Web API, one line of JSON each. */
  calls: string[];
}

export const readDisk = (path: string): Disk => ({
  database: readFileSync(path),
  wal: existsSync(`${path}-wal`) ? readFileSync(`${path}-wal`) : Buffer.alloc(0),
});

/** A backup as docs/operations.md describes it, and its rows. */
export function backUp(path: string): { backup: Buffer; rows: Row[] } {
  const folder = mkdtempSync(join(tmpdir(), 'backup-'));
  const target = join(folder, 'backup.db');
  const live = new Database(path);
  live.prepare('VACUUM INTO ?').run(target);
  live.close();
  const copy = new Database(target);
  const rows = readRows(copy);
  copy.close();
  const backup = readFileSync(target);
  rmSync(folder, { recursive: true });
  return { backup, rows };
}

function readRows(db: Database.Database): Row[] {
  const tables = db
    .prepare(
      "select name, wr as without_rowid from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%' and name not like '%_search%'",
    )
    .all() as { name: string; without_rowid: number }[];
  return tables.flatMap(({ name: table, without_rowid }) =>
    (
      db.prepare(`select ${without_rowid ? '' : 'rowid as row_number, '}* from "${table}"`).all() as Row['columns'][]
    ).map((columns) => ({ table, columns, text: textOf(columns) })),
  );
}

export function tellHealth({ db, now, health }: Deps): string {
  const metrics = metricsRoute({ health, counters: () => countersOf(db), now });
  return `${healthRoute(health)().body}${metrics().body}`;
}

/**
 * Leaves out answers to the form of anonymous questions: they go to the person whose words Slack just received. The
 * decision record says that Slack knows them.
 */
export const callsOf = (slack: Sandbox, from: number): string[] =>
  slack.traffic
    .calls()
    .slice(from)
    .map(({ method, args }) => JSON.stringify({ method, args }))
    .filter((call) => !call.includes(ASK_MANAGERS));

const textOf = (columns: Row['columns']): string =>
  JSON.stringify(Object.values(columns).map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : value)));

interface Frame {
  /** From 1. */
  page: number;
  bytes: Buffer;
  isCommit: boolean;
}

/** Frames of the write-ahead log (https://www.sqlite.org/fileformat2.html#walformat). */
function framesOf(wal: Buffer): Frame[] {
  const HEADER = 32;
  const FRAME_HEADER = 24;
  if (wal.length < HEADER) return [];
  const pageSize = wal.readUInt32BE(8);
  const found: Frame[] = [];
  for (let at = HEADER; at + FRAME_HEADER + pageSize <= wal.length; at += FRAME_HEADER + pageSize) {
    found.push({
      page: wal.readUInt32BE(at),
      bytes: wal.subarray(at + FRAME_HEADER, at + FRAME_HEADER + pageSize),
      isCommit: wal.readUInt32BE(at + 4) !== 0,
    });
  }
  return found;
}

/** The pages of each transaction in the write-ahead log, oldest first. */
export function transactionsOf(wal: Buffer): Buffer[] {
  const found: Buffer[] = [];
  const pages: Buffer[] = [];
  for (const { bytes, isCommit } of framesOf(wal)) {
    pages.push(bytes);
    if (isCommit) found.push(Buffer.concat(pages.splice(0)));
  }
  return found;
}

/** The database with the write-ahead log applied. */
export function imageOf({ database, wal }: Disk): Buffer {
  const frames = framesOf(wal);
  const ends = frames.map(({ page, bytes }) => page * bytes.length);
  const image = Buffer.alloc(Math.max(database.length, ...ends));
  database.copy(image);
  for (const { page, bytes } of frames) bytes.copy(image, (page - 1) * bytes.length);
  return image;
}
