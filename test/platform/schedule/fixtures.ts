import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { asc } from '../../../src/platform/db/drizzle.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import type { AsyncTask, Job, TransactionalTask } from '../../../src/platform/schedule/job.ts';
import { createSchedule } from '../../../src/platform/schedule/schedule.ts';
import { slots } from '../../../src/platform/schedule/table.ts';
import { tempDatabase } from '../../support/temp-database.ts';

const DAY_MS = 24 * 3_600_000;

/** A schedule over its own database, with a clock that only the test moves. */
export function setting(start: string) {
  const { db, path } = tempDatabase();
  const write = createWriter(db);
  const errors: unknown[] = [];
  const log = pino({ level: 'silent' });
  log.error = (facts: unknown) => void errors.push(facts);
  let time = new Date(start);
  const now = () => time;

  function begin(jobs: () => Job[], transactionalTasks: TransactionalTask[] = [], asyncTasks: AsyncTask[] = []) {
    // The test makes the ticks, not the timer.
    const work = { jobs, transactionalTasks, asyncTasks };
    const schedule = createSchedule({ db, write, now, log }, work, { tickMs: DAY_MS });
    schedule.start();
    onTestFinished(() => schedule.stop());
    return schedule;
  }

  return {
    db,
    path,
    write,
    now,
    log,
    errors,
    begin,
    set: (text: string) => {
      time = new Date(text);
    },
    shift: (ms: number) => {
      time = new Date(time.getTime() + ms);
    },
    /** The slots that ran, such as `2026-06-01T07:00 late`. */
    said: () =>
      db
        .select()
        .from(outbox)
        .orderBy(asc(outbox.id))
        .all()
        .map(({ payload }) => payload as { at: string; late: string })
        .map(({ at, late }) => `${at.slice(0, 16)} ${late}`.trim()),
    ledger: () =>
      db
        .select()
        .from(slots)
        .orderBy(asc(slots.slotAt))
        .all()
        .map(({ slotAt }) => slotAt.toISOString().slice(0, 16)),
  };
}
