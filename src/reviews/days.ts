import { DateTime } from 'luxon';
import { type Calendar, worksOn } from '../teams/working-time.ts';

/** The working day before an ISO date. */
export function workingDayBefore(calendar: Calendar, date: string): string {
  let day = DateTime.fromISO(date, { zone: 'UTC' }).minus({ days: 1 });
  while (!worksOn(calendar, isoDate(day))) day = day.minus({ days: 1 });
  return isoDate(day);
}

const isoDate = (day: DateTime): string => day.toISODate() ?? '';
