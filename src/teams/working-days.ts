import { DateTime } from 'luxon';
import { type Calendar, worksOn } from './working-time.ts';

/** The working day before an ISO date. */
export function workingDayBefore(calendar: Calendar, date: string): string {
  let day = DateTime.fromISO(date, { zone: 'UTC' });
  do day = day.minus({ days: 1 });
  while (!worksOn(calendar, day.toISODate() ?? ''));
  return day.toISODate() ?? '';
}
