import { and, desc, eq, gt, lt, lte, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared, preparedRows } from '../db/prepared.ts';
import type { Tx } from '../db/write.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time/units.ts';
import type { Job } from './job.ts';
import { slotsBetween } from './slots.ts';
import { scheduledJobs, slots } from './table.ts';

/**
 * How long a slot stays on record. The latest of each job stays, since older ones are deleted only when a new one is
 * added.
 */
const KEPT_MS = 60 * DAY_MS;
/**
 * A slot further in the future than this was recorded while the clock was wrong, and is deleted: it would keep the job
 * from running until then. After smaller steps back it stays, so that no slot runs twice.
 */
const WRONG_CLOCK_MS = 2 * DAY_MS;
const LATE_MS = 5 * MINUTE_MS;

/** The pending change for a job: none, a start from which its slots count, or slots that are due. */
type Owed = { kind: 'nothing' } | { kind: 'start counting' } | { kind: 'slots'; slots: [Date, ...Date[]] };

const planned = preparedRows(scheduledJobs, eq(scheduledJobs.job, sql.placeholder('job')));

const latest = prepared((db) =>
  db
    .select({ slotAt: slots.slotAt })
    .from(slots)
    // Placeholders bypass the column's encoder: pass milliseconds, not a Date.
    .where(and(eq(slots.job, sql.placeholder('job')), lte(slots.slotAt, sql.placeholder('untilMs'))))
    .orderBy(desc(slots.slotAt))
    .limit(1)
    .prepare(),
);

const planOf = (job: Job) => `${job.cron} in ${job.zone}`;

/** Reads only, so that a minute in which nothing is due costs no write. */
export function isOwed(db: Db, job: Job, now: Date): boolean {
  return owed(db, job, now).kind !== 'nothing';
}

function owed(db: Db, job: Job, now: Date): Owed {
  const known = planned(db).get({ job: job.name });
  // A start in the future was recorded before the clock was set back; slots count from now on.
  if (!known || known.plan !== planOf(job) || known.since > now) return { kind: 'start counting' };
  const last = latest(db).get({ job: job.name, untilMs: now.getTime() + WRONG_CLOCK_MS });
  const after = last && last.slotAt > known.since ? last.slotAt : known.since;
  const seen = `${known.plan} after ${after.getTime()}`;
  if (isQuiet(db, job, seen, now)) return { kind: 'nothing' };
  const [first, ...rest] = slotsBetween(job.cron, job.zone, after, now, new Date(now.getTime() - KEPT_MS));
  if (first) return { kind: 'slots', slots: [first, ...rest] };
  noteQuiet(db, job, seen, now);
  return { kind: 'nothing' };
}

/** A span without a slot of a job, valid while its plan and its latest slot are those in `seen`. */
interface Quiet {
  seen: string;
  fromMs: number;
  untilMs: number;
}

const LOOK_AHEAD_MS = HOUR_MS;
/** Computing slots takes a third of a millisecond, and every tick asks for every job. */
const quietTimes = prepared(() => new Map<string, Quiet>());

function isQuiet(db: Db, { name }: Job, seen: string, now: Date): boolean {
  const quiet = quietTimes(db).get(name);
  return quiet?.seen === seen && quiet.fromMs <= now.getTime() && now.getTime() < quiet.untilMs;
}

function noteQuiet(db: Db, { name, cron, zone }: Job, seen: string, now: Date): void {
  const end = new Date(now.getTime() + LOOK_AHEAD_MS);
  const [next = end] = slotsBetween(cron, zone, now, end);
  quietTimes(db).set(name, { seen, fromMs: now.getTime(), untilMs: next.getTime() });
}

/**
 * Brings a job up to date: records every slot that is due and runs the latest of them. Checks again which slots are
 * due, since another tick may have been faster.
 * @throws the error of the job; then nothing is recorded, and the slot is due again at the next tick.
 */
export function settle(tx: Tx, job: Job, now: Date): void {
  const due = owed(tx, job, now);
  if (due.kind === 'nothing') return;
  if (due.kind === 'start counting') {
    startCounting(tx, job, now);
    return;
  }
  const slot = due.slots.at(-1) ?? due.slots[0];
  forgetOld(tx, job, now);
  tx.insert(slots)
    .values(due.slots.map((slotAt) => ({ job: job.name, slotAt, ranAt: now })))
    .run();
  job.run(tx, { at: slot, late: now.getTime() - slot.getTime() > LATE_MS }, now);
}

function startCounting(tx: Tx, job: Job, now: Date): void {
  const plan = planOf(job);
  // Validates the plan once, instead of failing each minute.
  slotsBetween(job.cron, job.zone, now, now);
  tx.insert(scheduledJobs)
    .values({ job: job.name, plan, since: now })
    .onConflictDoUpdate({ target: scheduledJobs.job, set: { plan, since: now } })
    .run();
}

function forgetOld(tx: Tx, job: Job, now: Date): void {
  const ofJob = eq(slots.job, job.name);
  tx.delete(slots)
    .where(and(ofJob, lt(slots.slotAt, new Date(now.getTime() - KEPT_MS))))
    .run();
  tx.delete(slots)
    .where(and(ofJob, gt(slots.slotAt, new Date(now.getTime() + WRONG_CLOCK_MS))))
    .run();
}

/** Jobs that no longer exist. They are removed from the ledger, so that nothing is overdue if they come back. */
export function abandoned(db: Db, jobs: Job[]): string[] {
  const names = new Set(jobs.map((job) => job.name));
  return db
    .select({ job: scheduledJobs.job })
    .from(scheduledJobs)
    .all()
    .map(({ job }) => job)
    .filter((job) => !names.has(job));
}

export function stopCounting(tx: Tx, job: string): void {
  quietTimes(tx).delete(job);
  tx.delete(scheduledJobs).where(eq(scheduledJobs.job, job)).run();
}
