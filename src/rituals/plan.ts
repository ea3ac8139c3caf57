/** The next cycle of a ritual: by its rhythm, or on the day to which a manager moved it. */
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { dateIn, startOfWorkOn, workingDaysAhead } from '../teams/working-time.ts';
import { ritualCalendar } from './calendar.ts';
import { lastCycle, plannedCycle, updateCycle } from './queries.ts';
import { leastDaysBetween, plusDays, usualDayFrom } from './rhythm.ts';
import type { Ritual } from './ritual.ts';
import { type Cycle, ritualCycles } from './table.ts';

type Plan = Pick<Cycle, 'dueAt' | 'movedBy'>;

/** When the next cycle begins, also before it is stored; undefined if none comes. */
function nextPlan(db: Db, ritual: Ritual, now: Date): Plan | undefined {
  const calendar = ritualCalendar(db);
  const rhythm = settingOf(db, ritual.rhythm);
  if (!calendar || rhythm === 'off') return undefined;
  const planned = plannedCycle(db, ritual.key);
  // A cycle that is due stays so, however long Baton slept.
  if (planned && (planned.movedBy !== null || planned.dueAt <= now)) return planned;
  const today = dateIn(calendar, now);
  const last = lastCycle(db, ritual.key);
  const notBefore = last ? plusDays(dateIn(calendar, last.dueAt), leastDaysBetween(rhythm)) : today;
  const isTodayOver = startOfWorkOn(calendar, today) <= now;
  const from = [notBefore, isTodayOver ? plusDays(today, 1) : today].sort().at(-1) ?? today;
  return { movedBy: null, dueAt: startOfWorkOn(calendar, usualDayFrom(calendar, rhythm, ritual.usually.day, from)) };
}

/** Whether the stored plan is that of the rhythm, holidays and team of now. */
export function isPlanned(db: Db, ritual: Ritual, now: Date): boolean {
  const known = plannedCycle(db, ritual.key);
  return known?.dueAt.getTime() === nextPlan(db, ritual, now)?.dueAt.getTime();
}

/** Managers hear of a cycle so many working days before it. */
const AHEAD_DAYS = 3;

/**
 * The planned cycle, if its managers are to be told of it now. A ritual that asks no one, or comes every week, needs no word
 * before it.
 */
export function nearCycle(db: Db, ritual: Ritual, now: Date): Cycle | undefined {
  const calendar = ritualCalendar(db);
  const planned = plannedCycle(db, ritual.key);
  if (settingOf(db, ritual.rhythm) === 'weekly') return undefined;
  if (!calendar || !ritual.asks || !planned || planned.announcedAt !== null || planned.dueAt <= now) return undefined;
  return startOfWorkOn(calendar, workingDaysAhead(calendar, now, AHEAD_DAYS)) >= planned.dueAt ? planned : undefined;
}

/** Stores the plan, so that a cycle that Baton sleeps through is known to be late. Undefined if none comes. */
export function ensurePlanned(tx: Tx, ritual: Ritual, now: Date): Cycle | undefined {
  const plan = nextPlan(tx, ritual, now);
  const known = plannedCycle(tx, ritual.key);
  if (!plan) {
    if (known) tx.delete(ritualCycles).where(eq(ritualCycles.id, known.id)).run();
    return undefined;
  }
  if (known) return updateCycle(tx, known, { dueAt: plan.dueAt });
  return tx
    .insert(ritualCycles)
    .values({ ritual: ritual.key, status: 'planned', ...plan })
    .returning()
    .get();
}
