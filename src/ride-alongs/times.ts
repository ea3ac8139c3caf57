import { DAY_MS, MINUTE_MS } from '../platform/time/units.ts';
import { type Calendar, nextWorkingDayAt } from '../teams/working-time.ts';

export const minutesOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): number =>
  Math.round((endsAt.getTime() - startsAt.getTime()) / MINUTE_MS);

/** A year of work ahead is planned by no one. */
const LONGEST_AHEAD_MS = 366 * DAY_MS;

/** Why a meeting cannot be at this time; undefined if it can. */
export function timeFault(startsAt: Date, now: Date): string | undefined {
  if (startsAt <= now) return 'This time is over. Choose a later one.';
  return startsAt.getTime() - now.getTime() > LONGEST_AHEAD_MS ? 'Choose a time within a year.' : undefined;
}

/** Of a form: the next working morning. */
export const usualTime = (calendar: Calendar, now: Date): Date => nextWorkingDayAt(calendar, now, '10:00');
