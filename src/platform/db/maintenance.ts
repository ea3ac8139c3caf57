import { Worker } from 'node:worker_threads';
import { errorName, type Log } from '../log.ts';
import type { Db } from './open.ts';

/** What SQLite would do inside of somebody's commit, done beside it. */
export interface Upkeep {
  /** Cheap; to be called after each commit. */
  committed(): void;
  /** Resolves when nothing of it runs any more; to be awaited before the database is closed. */
  stop(): Promise<void>;
}

/** So many pages in the log that are not in the database yet are enough. SQLite's own number. */
const DUE_PAGES = 1_000;
/** With so many, a commit brings them in after all: the thread is dead, or comes not after. */
const OVERDUE_PAGES = 16_000;
/** Where somebody reads for long, nothing can be done, and need not be tried all the time. */
const REST_MS = 250;
const AFTER_FAILURE_MS = 60_000;
/** The thread takes some 10 MB; where little happens, it is not there. Starting one at each burst doubles the burst's p99. */
const IDLE_MS = 60_000;

/**
 * Brings the write-ahead log into the database, and joins the pieces of full-text indexes, from a thread with a connection
 * of its own: with many leads either takes tens of milliseconds, in which nobody would get an answer. No promise hangs on
 * it; what it leaves undone when the process dies is done by the next one, or by SQLite.
 */
export function startUpkeep(db: Db, log: Log, duePages = DUE_PAGES): Upkeep {
  db.$client.pragma(`wal_autocheckpoint = ${OVERDUE_PAGES}`);
  const logged = db.$client.prepare('PRAGMA wal_checkpoint(NOOP)').raw();
  let worker: Worker | undefined;
  let isAtWork = false;
  let isStopped = false;
  let notBefore = 0;
  let idle: NodeJS.Timeout | undefined;

  function rested(ms: number): void {
    isAtWork = false;
    notBefore = performance.now() + ms;
  }

  function hired(): Worker {
    const hiring = new Worker(new URL('./maintenance-worker.ts', import.meta.url), {
      workerData: { path: db.$client.name },
      env: {},
    });
    hiring.unref();
    hiring.on('message', () => {
      rested(REST_MS);
      idle = setTimeout(dismiss, IDLE_MS).unref();
    });
    hiring.once('error', (error) => {
      rested(AFTER_FAILURE_MS);
      log.warn({ error: errorName(error) }, 'The upkeep of the database failed and is tried again in a minute');
    });
    hiring.once('exit', () => {
      clearTimeout(idle);
      isAtWork = false;
      worker = undefined;
    });
    return hiring;
  }

  /** None while somebody else is at it, or when it cannot be told: the next commit asks again. */
  function pagesLeft(): number {
    try {
      const [, pages, broughtIn] = logged.get() as [busy: number, pages: number, broughtIn: number];
      return pages - broughtIn;
    } catch {
      return 0;
    }
  }

  /** Its last work is to leave: until it has left, it is given no other. */
  function dismiss(): void {
    isAtWork = true;
    worker?.postMessage('end');
  }

  function committed(): void {
    if (isAtWork || isStopped || performance.now() < notBefore) return;
    if (pagesLeft() < duePages) return;
    isAtWork = true;
    clearTimeout(idle);
    worker ??= hired();
    worker.postMessage('tend');
  }

  async function stop(): Promise<void> {
    isStopped = true;
    const leaving = worker;
    if (!leaving) return;
    leaving.ref();
    await new Promise((gone) => {
      leaving.once('exit', gone);
      dismiss();
    });
  }

  return { committed, stop };
}
