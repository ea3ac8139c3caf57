import { setTimeout as sleep } from 'node:timers/promises';
import { isDiskFaulty, notSaved, UserError } from '../errors.ts';
import { nextEventLoopTurn } from '../event-loop.ts';
import type { Db } from './open.ts';

declare const inTransaction: unique symbol;

/** The database inside an open transaction. Only the writer hands it out, so a function that takes a Tx runs in one. */
export type Tx = Db & { readonly [inTransaction]: true };

/**
 * Runs `change` in a transaction and resolves with its result once that is on the disk. An acknowledgement to Slack comes
 * after it.
 * @throws the error of `change` (nothing of it is kept); a UserError when the disk is full or has a fault, or another process holds
 * the database for too long.
 */
export type Write = <T>(change: (tx: Tx) => T) => Promise<T>;

export interface Writer extends Write {
  /** Calls `hook` after each commit, for as long as the writer lives. It must be cheap and must not throw. */
  onCommit(hook: () => void): void;
}

interface Job {
  run: (tx: Tx) => unknown;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** Slack waits three seconds for an answer, so a writer that cannot begin fails before that. */
const GIVE_UP_MS = 2_000;
const TRY_AGAIN_MS = 2;
/** Longest run of changes in one commit. The rest waits for the next one, so that the event loop stays free. */
const SLICE_MS = 3;

/**
 * The single writer. Changes that arrive in one turn of the event loop share a commit, so that many hand-offs at once
 * cost few syncs of the disk. Each has its own savepoint, so that a failing one does not affect the others. A batch
 * that takes longer than `sliceMs` is divided into several commits.
 */
export function createWriter(db: Db, sliceMs = SLICE_MS): Writer {
  const tx = db as Tx;
  const begin = prepareBegin(db);
  const commit = db.$client.prepare('COMMIT');
  const rollback = db.$client.prepare('ROLLBACK');
  const savepoint = db.$client.prepare('SAVEPOINT change');
  const release = db.$client.prepare('RELEASE change');
  const undo = db.$client.prepare('ROLLBACK TO change');
  const hooks: (() => void)[] = [];
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
      // Changes that arrived while the database was held share this commit too.
      for (const tell of runSome()) tell();
      for (const hook of hooks) hook();
      await nextEventLoopTurn();
    }
    flushing = false;
  }

  /** Returns the answers to the callers of the jobs that ran; none is given before the commit. */
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
      if (isDiskFaulty(error)) overwriteRefused(db);
      return jobs.map((job) => () => job.reject(asUserError(error)));
    }
  }

  function runOne(job: Job): () => void {
    savepoint.run();
    try {
      const result = job.run(tx);
      if (isThenable(result)) throw new TypeError('A transaction is synchronous: its function must not be async.');
      release.run();
      return () => job.resolve(result);
    } catch (error) {
      // A full disk makes SQLite roll back the whole transaction; there is no savepoint to return to.
      if (!db.$client.inTransaction) throw error;
      undo.run();
      release.run();
      return () => job.reject(asUserError(error));
    }
  }

  const write = <T>(change: (tx: Tx) => T) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ run: change, resolve: resolve as Job['resolve'], reject });
      if (flushing) return;
      flushing = true;
      setImmediate(() => void flush());
    });
  return Object.assign(write, { onCommit: (hook: () => void) => void hooks.push(hook) });
}

/**
 * Begins a transaction, or throws at once if another process holds the database: SQLite would wait with the event loop
 * blocked, while untilFree waits on a timer.
 */
function prepareBegin({ $client }: Db): () => void {
  const begin = $client.prepare('BEGIN IMMEDIATE');
  const usualMs = $client.pragma('busy_timeout', { simple: true });
  return () => {
    // Not as a prepared statement: SQLite applies this pragma while it compiles.
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
      // Leaves the timers' phase: the next batch would otherwise follow in the same turn of the event loop.
      await nextEventLoopTurn();
    }
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');
const isBusy = (error: unknown) => codeOf(error).startsWith('SQLITE_BUSY');

/** Whether a write failed only because it could not be stored now: for the disk, or because another process holds the database. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof UserError && (isBusy(error.cause) || notSaved(error.cause) !== undefined);

function asUserError(error: unknown): unknown {
  const code = codeOf(error);
  if (code.startsWith('SQLITE_BUSY')) {
    return new UserError('My database is busy just now and nothing was saved. Please try again in a minute.', {
      cause: error,
    });
  }
  // Also of a file that the change wrote, such as a new key.
  return error instanceof UserError ? error : (notSaved(error) ?? error);
}

/**
 * A commit whose sync failed is refused, but stands in the write-ahead log, and a process that died would find it there at its next start.
 * A commit that changes nothing takes its place in the log, also if its own sync fails.
 */
function overwriteRefused({ $client }: Db): void {
  try {
    $client.pragma(`user_version = ${$client.pragma('user_version', { simple: true })}`);
  } catch {
    // The caller hears of the fault of the disk already.
  }
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
