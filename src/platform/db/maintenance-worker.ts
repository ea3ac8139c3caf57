/** Runs in a worker, see maintenance.ts. It never has the write lock for longer than some milliseconds at a time. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** For a lock that others have; SQLite may hold the write lock while it waits for readers, hence it is short. */
const PATIENCE_MS = 50;
/** Of an index, in one transaction. */
const PAGES_AT_ONCE = 32;
const PAUSE_MS = 5;

const { path } = workerData as { path: string };
const db = new Database(path, { timeout: PATIENCE_MS, fileMustExist: true });
// As in open.ts: what is joined is written anew, and nothing of the old pieces is to be left.
for (const pragma of ['synchronous = FULL', 'secure_delete = ON', 'wal_autocheckpoint = 0', 'cache_size = -2000']) {
  db.pragma(pragma);
}
const changes = db.prepare('SELECT total_changes()').pluck();
const joins = piecewiseIndexes().map((name) =>
  db.prepare(`INSERT INTO "${name}" ("${name}", rank) VALUES ('merge', ?)`),
);

/** The full-text indexes that their migration told not to join their pieces by themselves. */
function piecewiseIndexes(): string[] {
  const indexes = db
    .prepare("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%'")
    .pluck()
    .all() as string[];
  return indexes.filter(
    (name) => db.prepare(`SELECT v FROM "${name}_config" WHERE k = 'automerge'`).pluck().get() === 0,
  );
}

/** Whether there was anything to join: fewer than two changes are none (https://www.sqlite.org/fts5.html, 'merge'). */
function joinSome(join: Database.Statement): boolean {
  const before = changes.get() as number;
  try {
    join.run(PAGES_AT_ONCE);
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return false;
    throw error;
  }
  return (changes.get() as number) - before >= 2;
}

let isLeaving = false;

async function tend(): Promise<void> {
  for (const join of joins) while (!isLeaving && joinSome(join)) await sleep(PAUSE_MS);
  // First most of the log beside those who write, then what they wrote meanwhile with the lock held: without that, a log
  // that is written to all the time would never begin anew, and grow for ever.
  db.pragma('wal_checkpoint(PASSIVE)');
  db.pragma('wal_checkpoint(RESTART)');
  parentPort?.postMessage('done');
}

function leave(): void {
  db.close();
  parentPort?.close();
}

let work = Promise.resolve();
parentPort?.on('message', (message: 'tend' | 'end') => {
  isLeaving = message === 'end';
  work = work.then(isLeaving ? leave : tend);
});
