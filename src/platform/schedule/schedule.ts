import cron, { type ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import type { Db } from '../db/open.ts';
import type { Write } from '../db/write.ts';
import { nextEventLoopTurn } from '../event-loop.ts';
import type { Now } from '../time/clock.ts';
import type { AsyncTask, Job, TransactionalTask } from './job.ts';
import { abandoned, isOwed, settle, stopCounting } from './ledger.ts';

/** Work whose last try failed. */
export interface Failing {
  job: string;
  since: Date;
}

export interface Schedule {
  /** Looks for what is due, and from then on by itself. */
  start(): void;
  failing(): Failing[];
  /** Does what is due by now, and resolves when that is on the disk. Failures are logged, and tried again. */
  runDue(): Promise<void>;
  /** Starts nothing more, and resolves when what was running has ended. */
  stop(): Promise<void>;
}

interface Parts {
  db: Db;
  write: Write;
  now: Now;
  log: Logger;
}

interface Work {
  /** Read anew at each tick, so a change of settings counts at once. */
  jobs: (db: Db) => Job[];
  sweeps: TransactionalTask[];
  errands?: AsyncTask[];
  sweepEveryMs?: number;
}

const SWEEP_EVERY_MS = 15_000;
/** Then others have a turn: the first look of a process works out slots for every job, in 0.1 s. */
const TURN_MS = 8;

/**
 * Runs each job's slots once, and the sweeps every so often. node-cron and a plain timer only wake it: what is due, the
 * ledger tells, so a wake that comes late, twice or not at all changes nothing but the moment. The plain timer is there
 * because node-cron sleeps for an hour when the clock is set back by one.
 */
export function createSchedule({ db, write, now, log }: Parts, work: Work): Schedule {
  const running = new Set<Promise<void>>();
  const failingSince = new Map<string, Date>();
  let stopped = false;

  async function tick(): Promise<void> {
    const sweep = ({ name, run }: TransactionalTask) => attempt(name, () => write((tx) => run(tx, now())));
    await inTurns([...jobChanges(), ...work.sweeps.map((each) => () => sweep(each))]);
    for (const { name, run } of work.errands ?? []) await attempt(name, () => run(() => stopped));
  }

  /** Begins them all, and resolves when all have ended. */
  async function inTurns(changes: (() => Promise<void>)[]): Promise<void> {
    const begun: Promise<void>[] = [];
    let since = performance.now();
    for (const change of changes) {
      if (stopped) break;
      begun.push(change());
      if (performance.now() - since < TURN_MS) continue;
      await nextEventLoopTurn();
      since = performance.now();
    }
    await Promise.all(begun);
  }

  function jobChanges(): (() => Promise<void>)[] {
    try {
      const jobs = work.jobs(db);
      const stop = (name: string) => attempt(name, () => write((tx) => stopCounting(tx, name)));
      return [
        ...abandoned(db, jobs).map((name) => () => stop(name)),
        ...jobs.map((job) => () => attempt(job.name, () => bringUpToDate(job))),
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
    try {
      await act();
      failingSince.delete(name);
    } catch (err) {
      if (!failingSince.has(name)) failingSince.set(name, now());
      log.error({ err, job: name }, 'A scheduled job failed; it is tried again.');
    }
  }

  async function runDue(): Promise<void> {
    if (stopped) return;
    const ticking = tick();
    running.add(ticking);
    await ticking.finally(() => running.delete(ticking));
  }

  const wake = () => {
    if (running.size === 0) void runDue();
  };
  let clock: ScheduledTask | undefined;
  let timer: NodeJS.Timeout | undefined;

  return {
    start() {
      clock = cron.schedule('* * * * *', wake, { timezone: 'UTC', suppressMissedWarning: true });
      timer = setInterval(wake, work.sweepEveryMs ?? SWEEP_EVERY_MS);
      wake();
    },
    runDue,
    failing: () => Array.from(failingSince, ([job, since]) => ({ job, since })),
    async stop() {
      stopped = true;
      clearInterval(timer);
      await clock?.destroy();
      await Promise.all(running);
    },
  };
}
