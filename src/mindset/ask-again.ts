import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { moveCycle } from '../rituals/acts.ts';
import { ritualCalendar } from '../rituals/calendar.ts';
import { lastCycle, plannedCycle } from '../rituals/queries.ts';
import { plusDays } from '../rituals/rhythm.ts';
import { dateIn, worksOn } from '../teams/working-time.ts';
import { refreshNext } from './announce.ts';
import { mindsetRitual } from './ritual.ts';

const EIGHT_WEEKS_DAYS = 56;

/** The next check begins in eight weeks. A second press changes nothing. @throws UserError if a newer one has begun, or it is stopped. */
export function askAgain(tx: Tx, { cycleId, by }: { cycleId: number; by: string }, now: Date): void {
  const calendar = ritualCalendar(tx);
  if (!calendar || lastCycle(tx, mindsetRitual.key)?.id !== cycleId)
    throw new UserError('Another mindset check has begun since.');
  if (!isAskedAgain(plannedCycle(tx, mindsetRitual.key))) {
    let day = plusDays(dateIn(calendar, now), EIGHT_WEEKS_DAYS);
    while (!worksOn(calendar, day)) day = plusDays(day, 1);
    moveCycle(tx, mindsetRitual, { day, by }, now);
  }
  refreshNext(tx, cycleId, now);
}

/** A manager chose the day of the next one. */
export const isAskedAgain = (planned: { movedBy: string | null } | undefined): boolean =>
  planned !== undefined && planned.movedBy !== null;
