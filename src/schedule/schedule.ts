import cron from 'node-cron';
import type { Logger } from 'pino';
import type { Now } from '../clock.ts';
import type { Db } from '../db/open.ts';
import type { Write } from '../db/write.ts';
import type { Errand, Job, Sweep } from './job.ts';
import { abandoned, isOwed, settle, stopCounting } from './ledger.ts';

/** Work whose last try failed. */
export interface Failing {
  job: string;
  since: Date;
}

export interface Schedule {
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
  sweeps: Sweep[];
  errands?: Errand[];
  sweepEveryMs?: number;
}

const SWEEP_EVERY_MS = 15_000;

/**
 * Runs each job's slots once, and the sweeps every so often. node-cron and a plain timer only wake it: what is due, the
 * ledger tells, so a wake that comes late, twice or not at all changes nothing but the moment. The plain timer is there
 * because node-cron sleeps for an hour when the clock is set back by one.
 */
export function startSchedule({ db, write, now, log }: Parts, work: Work): Schedule {
  const running = new Set<Promise<void>>();
  const failingSince = new Map<string, Date>();
  let stopped = false;

  async function tick(): Promise<void> {
    const changes = [
      ...jobChanges(),
      ...work.sweeps.map(({ name, run }) => attempt(name, () => write((tx) => run(tx, now())))),
    ];
    await Promise.all(changes);
    for (const { name, run } of work.errands ?? []) await attempt(name, () => run(() => stopped));
  }

  function jobChanges(): Promise<unknown>[] {
    try {
      const jobs = work.jobs(db);
      const gone = abandoned(db, jobs).map((name) => attempt(name, () => write((tx) => stopCounting(tx, name))));
      return [...gone, ...jobs.map((job) => attempt(job.name, () => bringUpToDate(job)))];
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
  const clock = cron.schedule('* * * * *', wake, {
    timezone: 'UTC',
    suppressMissedWarning: true,
  });
  const timer = setInterval(wake, work.sweepEveryMs ?? SWEEP_EVERY_MS);
  wake();

  return {
    runDue,
    failing: () => Array.from(failingSince, ([job, since]) => ({ job, since })),
    async stop() {
      stopped = true;
      clearInterval(timer);
      await clock.destroy();
      await Promise.all(running);
    },
  };
}
