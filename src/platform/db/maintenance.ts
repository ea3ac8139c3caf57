import { Worker } from 'node:worker_threads';
import { errorName, type Log } from '../log.ts';
import { MINUTE_MS } from '../time/units.ts';
import type { Db } from './open.ts';

/** Work that SQLite would do inside a commit, done in a worker thread. */
export interface MaintenanceWorker {
  /** Looks whether a checkpoint is due. Cheap; call it after each commit. */
  checkpoint(): void;
  /** Resolves when the thread has ended. Await it before the database is closed. */
  stop(): Promise<void>;
}

/** Pages in the log that make a checkpoint due. SQLite's own default. */
const DUE_PAGES = 1_000;
/** For `duePages`: another process, such as Litestream, moves the log. */
export const NEVER = Number.POSITIVE_INFINITY;
/** Fallback: at this size the commit checkpoints itself, because the worker died or cannot keep up. */
const OVERDUE_PAGES = 16_000;
/** Fallback next to Litestream, which moves the log by itself: some 500 MB, as in Litestream. */
const OVERDUE_PAGES_ELSEWHERE = 125_000;
/** Pause after each run: while another connection reads for long, a checkpoint cannot finish. */
const PAUSE_MS = 250;
const PAUSE_AFTER_FAILURE_MS = MINUTE_MS;
/** The thread takes some 10 MB, so it ends when idle. A thread started for each burst doubled the burst's p99. */
const IDLE_MS = MINUTE_MS;

/**
 * Checkpoints the write-ahead log and merges the segments of full-text indexes, on a connection of its own. With many
 * leads either takes tens of milliseconds, during which the event loop would answer no one. Nothing depends on it: work
 * that a killed process left is done by the next one, or by SQLite.
 */
export function startMaintenanceWorker(db: Db, log: Log, duePages = DUE_PAGES): MaintenanceWorker {
  db.$client.pragma(`wal_autocheckpoint = ${duePages === NEVER ? OVERDUE_PAGES_ELSEWHERE : OVERDUE_PAGES}`);
  const walState = db.$client.prepare('PRAGMA wal_checkpoint(NOOP)').raw();
  let worker: Worker | undefined;
  let isBusy = false;
  let isStopped = false;
  let notBefore = 0;
  let idle: NodeJS.Timeout | undefined;

  function pause(ms: number): void {
    isBusy = false;
    notBefore = performance.now() + ms;
  }

  function start(): Worker {
    const started = new Worker(new URL('./maintenance-worker.ts', import.meta.url), {
      workerData: { path: db.$client.name },
      env: {},
    });
    started.unref();
    started.on('message', () => {
      pause(PAUSE_MS);
      idle = setTimeout(end, IDLE_MS).unref();
    });
    started.once('error', (error) => {
      pause(PAUSE_AFTER_FAILURE_MS);
      log.warn({ error: errorName(error) }, 'The database maintenance failed and is tried again in a minute');
    });
    started.once('exit', () => {
      clearTimeout(idle);
      isBusy = false;
      worker = undefined;
    });
    return started;
  }

  /** Pages of the log that are not in the database file yet. 0 when SQLite cannot tell: the next commit asks again. */
  function pagesLeft(): number {
    try {
      const [, pages, checkpointed] = walState.get() as [busy: number, pages: number, checkpointed: number];
      return pages - checkpointed;
    } catch {
      return 0;
    }
  }

  /** The last message to the thread: until it has ended it gets no other, so it counts as busy. */
  function end(): void {
    isBusy = true;
    worker?.postMessage('end');
  }

  function checkpoint(): void {
    if (isBusy || isStopped || performance.now() < notBefore) return;
    if (pagesLeft() < duePages) return;
    isBusy = true;
    clearTimeout(idle);
    worker ??= start();
    worker.postMessage('checkpoint');
  }

  async function stop(): Promise<void> {
    isStopped = true;
    const ending = worker;
    if (!ending) return;
    ending.ref();
    await new Promise((ended) => {
      ending.once('exit', ended);
      end();
    });
  }

  return { checkpoint, stop };
}
