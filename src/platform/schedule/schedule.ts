import cron, { type ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import type { Db } from '../db/open.ts';
import type { Write } from '../db/write.ts';
import { nextEventLoopTurn } from '../event-loop.ts';
import type { Now } from '../time/clock.ts';
import type { AsyncTask, Job, TransactionalTask } from './job.ts';
import { abandoned, isOwed, settle, stopCounting } from './ledger.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** Work whose last run failed. */
interface Failing {
  job: string;
  since: Date;
}

export interface Schedule {
  /** Runs due work now, and from then on by itself. */
  start(): void;
  failing(): Failing[];
  /** Runs due work, and resolves when it is on the disk. Failures are logged and retried. */
  runDue(): Promise<void>;
  /** Starts nothing more, aborts async tasks, and resolves when all have ended. */
  stop(): Promise<void>;
}

interface Parts {
  db: Db;
  write: Write;
  now: Now;
  log: Logger;
}

export interface Work {
  /** Read at each tick, so that a change of settings counts at once. */
  jobs: (db: Db) => Job[];
  transactionalTasks: TransactionalTask[];
  asyncTasks?: AsyncTask[];
}

const TICK_MS = 15_000;
/** The first tick of a process computes the slots of every job, in 0.1 s. After this long, it yields to other work. */
const SLICE_MS = 8;

/**
 * Runs each slot of a job once, and the tasks at each tick. Jobs and transactional tasks never wait for an async task,
 * and async tasks do not wait for each other.
 *
 * node-cron and a plain timer only start a tick; the ledger decides which work is due. A late, repeated or missing tick
 * only changes the moment. The plain timer is needed because node-cron sleeps for an hour after the clock is set back
 * by one.
 */
export function createSchedule(
  { db, write, now, log }: Parts,
  { jobs, transactionalTasks, asyncTasks = [] }: Work,
  { tickMs = TICK_MS } = {},
): Schedule {
  const stopping = new AbortController();
  const failingSince = new Map<string, Date>();

  const transactions = oneAtATime(() => startAll([...jobChanges(), ...transactionalTasks.map(changeOf)]));
  const tasks = asyncTasks.map(({ name, run }) => ({
    name,
    ...oneAtATime(() => attempt(name, () => run(stopping.signal))),
  }));

  const changeOf =
    ({ name, run }: TransactionalTask) =>
    () =>
      attempt(name, () => write((tx) => run(tx, now())));

  /** Starts them all, and resolves when all have ended. */
  async function startAll(changes: (() => Promise<void>)[]): Promise<void> {
    const started: Promise<void>[] = [];
    let since = performance.now();
    for (const change of changes) {
      started.push(change());
      if (performance.now() - since < SLICE_MS) continue;
      await nextEventLoopTurn();
      since = performance.now();
    }
    await Promise.all(started);
  }

  function jobChanges(): (() => Promise<void>)[] {
    try {
      const known = jobs(db);
      const stop = (name: string) => attempt(name, () => write((tx) => stopCounting(tx, name)));
      return [
        ...abandoned(db, known).map((name) => () => stop(name)),
        ...known.map((job) => () => attempt(job.name, () => bringUpToDate(job))),
      ];
    } catch (err) {
      log.error({ err }, 'The schedule could not be read; it is tried again.');
      return [];
    }
  }

  async function bringUpToDate(job: Job): Promise<void> {
    if (isOwed(db, job, now())) await write((tx) => settle(tx, job, now()));
  }

  async function attempt(name: string, act: () => Promise<unknown>): Promise<void> {
    if (stopping.signal.aborted) return;
    try {
      await act();
      failingSince.delete(name);
    } catch (err) {
      if (stopping.signal.aborted) return;
      // Only once: it may run each second, and health reports a failure that lasts.
      if (failingSince.has(name)) return;
      failingSince.set(name, now());
      log.error({ err, job: name }, 'A scheduled job failed; it is tried again.');
    }
  }

  async function tick(): Promise<void> {
    if (transactions.running()) return;
    await transactions.run();
    for (const task of tasks) if (!task.running()) void task.run();
  }

  const wake = () => void tick();
  let clock: ScheduledTask | undefined;
  let timer: NodeJS.Timeout | undefined;

  return {
    start() {
      clock = cron.schedule('* * * * *', wake, { timezone: 'UTC', suppressMissedWarning: true });
      timer = setInterval(wake, tickMs);
      wake();
    },
    async runDue() {
      await transactions.run();
      await Promise.all(tasks.map((task) => task.run()));
    },
    failing: () => Array.from(failingSince, ([job, since]) => ({ job, since })),
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await clock?.destroy();
      await Promise.all([transactions.running(), ...tasks.map((task) => task.running())]);
    },
  };
}
