/** Runs in a worker thread, see maintenance.ts. It holds the write lock for a few milliseconds at a time. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** Short, since SQLite may hold the write lock while it waits for readers. */
const PATIENCE_MS = 50;
/** Pages of an index that one transaction merges. */
const PAGES_AT_ONCE = 32;
const PAUSE_MS = 5;

const { path } = workerData as { path: string };
const db = new Database(path, { timeout: PATIENCE_MS, fileMustExist: true });
// As in open.ts: a merge rewrites segments, and the old ones must not stay readable in the file.
for (const pragma of ['synchronous = FULL', 'secure_delete = ON', 'wal_autocheckpoint = 0', 'cache_size = -2000']) {
  db.pragma(pragma);
}
const changes = db.prepare('SELECT total_changes()').pluck();
const merges = segmentedIndexes().map((name) =>
  db.prepare(`INSERT INTO "${name}" ("${name}", rank) VALUES ('merge', ?)`),
);

/** The full-text indexes whose migration switched automatic merging off. */
function segmentedIndexes(): string[] {
  const indexes = db
    .prepare("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%'")
    .pluck()
    .all() as string[];
  return indexes.filter(
    (name) => db.prepare(`SELECT v FROM "${name}_config" WHERE k = 'automerge'`).pluck().get() === 0,
  );
}

/**
 * Whether there was work: fewer than two changes mean that there was not (https://www.sqlite.org/fts5.html, 'merge').
 */
function mergeSome(merge: Database.Statement): boolean {
  const before = changes.get() as number;
  try {
    merge.run(PAGES_AT_ONCE);
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return false;
    throw error;
  }
  return (changes.get() as number) - before >= 2;
}

let isEnding = false;

async function checkpoint(): Promise<void> {
  for (const merge of merges) while (!isEnding && mergeSome(merge)) await sleep(PAUSE_MS);
  // PASSIVE copies most of the log while others write; RESTART copies the rest with the lock held. Without RESTART a log
  // under constant writes would grow without end.
  db.pragma('wal_checkpoint(PASSIVE)');
  db.pragma('wal_checkpoint(RESTART)');
  parentPort?.postMessage('done');
}

function end(): void {
  db.close();
  parentPort?.close();
}

let work = Promise.resolve();
parentPort?.on('message', (message: 'checkpoint' | 'end') => {
  isEnding = message === 'end';
  work = work.then(isEnding ? end : checkpoint);
});
