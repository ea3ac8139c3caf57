/** Stores that reveal people, each in its own way: a good guesser must succeed against them. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Trial } from './chance.ts';
import { backUp, type Disk, readDisk } from './evidence.ts';

/** The store’s handling of a submission; the result goes to the log and to Slack. */
interface Naive {
  schema: string;
  take(db: Database.Database, given: { person: string; words: string; at: number }): { log?: string; call?: string };
}

const named: Naive = {
  schema: 'create table said (id integer primary key, person text, words text, at integer)',
  take(db, { person, words, at }) {
    db.prepare('insert into said (person, words, at) values (?, ?, ?)').run(person, words, at);
    return {
      log: JSON.stringify({ person, words }),
      call: JSON.stringify({ method: 'chat.postMessage', args: { channel: person, text: `Thank you for: ${words}` } }),
    };
  },
};

/** Only words, and a hash that seems to hide the person. */
const hashed: Naive = {
  schema: 'create table said (id integer primary key, mark text, words text)',
  take(db, { person, words }) {
    const mark = createHash('sha256').update(person).digest('hex');
    db.prepare('insert into said (mark, words) values (?, ?)').run(mark, words);
    return {};
  },
};

/** Random ids, next to a queue that keeps their order. */
const queued: Naive = {
  schema:
    'create table said (id integer primary key, words text); create table queue (id integer primary key, facts text)',
  take(db, { words }) {
    const id = 1_000_000 + createHash('sha256').update(words).digest().readUInt32BE(0);
    db.prepare('insert into said (id, words) values (?, ?)').run(id, words);
    db.prepare('insert into queue (facts) values (?)').run(JSON.stringify({ id }));
    return {};
  },
};

export const naiveStores = { named, hashed, queued };

/** An attacker’s evidence after people gave words to such a store in this order. */
export function naiveTrial(store: Naive, given: { person: string; words: string; at: number }[]): Trial {
  const folder = mkdtempSync(join(tmpdir(), 'naive-'));
  const path = join(folder, 'naive.db');
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.exec(store.schema);
  db.pragma('wal_checkpoint(TRUNCATE)');
  const before = readDisk(path);
  const watched: Disk[] = [];
  const log: string[] = [];
  const calls: string[] = [];
  for (const one of given) {
    const told = store.take(db, one);
    if (told.log) log.push(told.log);
    if (told.call) calls.push(told.call);
    watched.push(readDisk(path));
    // The changes of a submission are then in the database itself, and the log has one transaction.
    db.pragma('wal_checkpoint(TRUNCATE)');
  }
  const after = { database: readDisk(path).database, wal: watched.at(-1)?.wal ?? Buffer.alloc(0) };
  const { backup, rows } = backUp(path);
  db.close();
  rmSync(folder, { recursive: true });
  return {
    evidence: {
      people: given.map(({ person }) => person),
      at: given.map(({ at }) => at),
      words: given.map(({ words }) => words).sort(),
      ...{ before, watched, after, backup, rows, log, calls, told: [] },
    },
    truth: new Map(given.map(({ words, person }) => [words, person])),
  };
}
