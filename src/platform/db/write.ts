import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../errors.ts';
import { nextEventLoopTurn } from '../event-loop.ts';
import type { Db } from './open.ts';

declare const inTransaction: unique symbol;

/** The database inside an open transaction. Only the writer hands it out, so what takes one cannot run without. */
export type Tx = Db & { readonly [inTransaction]: true };

/**
 * Runs `change` in a transaction and resolves with its result once that is on the disk.
 * Whoever acknowledges something to Slack awaits this first.
 * @throws what `change` throws (nothing of it is kept); a UserError when the disk is full or another process holds the
 * database for too long.
 */
export type Write = <T>(change: (tx: Tx) => T) => Promise<T>;

interface Job {
  run: (tx: Tx) => unknown;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** Slack gives three seconds for an answer; a writer that waits longer for its turn has to say so. */
const GIVE_UP_MS = 2_000;
const TRY_AGAIN_MS = 2;
/** Of changes that come together; the rest waits for the next commit, so that others have a turn in between. */
const SLICE_MS = 3;

/**
 * The one door for writes. Changes that arrive in one turn of the event loop share a commit, so that many hand-offs at
 * once cost few syncs of the disk; each has a savepoint of its own, so that one failing takes nothing of the others.
 * `committed` is called after each commit, and what takes longer than `sliceMs` is divided into several.
 */
export function createWriter(db: Db, committed: () => void = () => {}, sliceMs = SLICE_MS): Write {
  const tx = db as Tx;
  const begin = beginner(db);
  const commit = db.$client.prepare('COMMIT');
  const rollback = db.$client.prepare('ROLLBACK');
  const savepoint = db.$client.prepare('SAVEPOINT change');
  const release = db.$client.prepare('RELEASE change');
  const undo = db.$client.prepare('ROLLBACK TO change');
  const waiting: Job[] = [];
  let flushing = false;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      try {
        await untilFree(begin);
      } catch (error) {
        for (const job of waiting.splice(0)) job.reject(asUserError(error));
        break;
      }
      // Whatever joined while the database was held shares this commit too.
      for (const tell of runSome()) tell();
      committed();
      await nextEventLoopTurn();
    }
    flushing = false;
  }

  /** Returns what to tell the callers of the jobs that were run; nothing is told before the commit. */
  function runSome(): (() => void)[] {
    const jobs: Job[] = [];
    try {
      const settle: (() => void)[] = [];
      const until = performance.now() + sliceMs;
      do {
        const job = waiting.shift();
        if (!job) break;
        jobs.push(job);
        settle.push(runOne(job));
      } while (performance.now() < until);
      commit.run();
      return settle;
    } catch (error) {
      if (db.$client.inTransaction) rollback.run();
      return jobs.map((job) => () => job.reject(asUserError(error)));
    }
  }

  function runOne(job: Job): () => void {
    savepoint.run();
    try {
      const result = job.run(tx);
      if (isThenable(result))
        throw new TypeError('A transaction runs to its end at once: its function must not be async.');
      release.run();
      return () => job.resolve(result);
    } catch (error) {
      // A full disk rolls back the whole transaction by itself; there is no savepoint to return to then.
      if (!db.$client.inTransaction) throw error;
      undo.run();
      release.run();
      return () => job.reject(asUserError(error));
    }
  }

  return <T>(change: (tx: Tx) => T) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ run: change, resolve: resolve as Job['resolve'], reject });
      if (flushing) return;
      flushing = true;
      setImmediate(() => void flush());
    });
}

/**
 * Begins a transaction, or throws at once when another process holds the database: SQLite would wait in the middle of a
 * turn of the event loop, and untilFree waits beside it.
 */
function beginner({ $client }: Db): () => void {
  const begin = $client.prepare('BEGIN IMMEDIATE');
  const usualMs = $client.pragma('busy_timeout', { simple: true });
  return () => {
    // Not as prepared statements: SQLite sets this while it compiles.
    $client.exec('PRAGMA busy_timeout = 0');
    try {
      begin.run();
    } finally {
      $client.exec(`PRAGMA busy_timeout = ${usualMs}`);
    }
  };
}

async function untilFree(begin: () => void): Promise<void> {
  const giveUpAt = performance.now() + GIVE_UP_MS;
  for (;;) {
    try {
      return begin();
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
      await sleep(TRY_AGAIN_MS);
      // Not in the turn of the timers: the next part of what waits would follow in the same one.
      await nextEventLoopTurn();
    }
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');
const isBusy = (error: unknown) => codeOf(error).startsWith('SQLITE_BUSY');

/** Whether a write failed for want of the database alone (disk full, held by another process), and may work later. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof UserError && /^SQLITE_(BUSY|FULL|IOERR)/.test(codeOf(error.cause));

function asUserError(error: unknown): unknown {
  const code = codeOf(error);
  if (code.startsWith('SQLITE_BUSY')) {
    return new UserError('My database is busy just now and nothing was saved. Please try again in a minute.', {
      cause: error,
    });
  }
  if (code.startsWith('SQLITE_FULL') || code.startsWith('SQLITE_IOERR')) {
    return new UserError('My disk is full, so nothing was saved. Please tell your admin, then try again.', {
      cause: error,
    });
  }
  return error;
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
