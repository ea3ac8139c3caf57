/** The days of reviews. A month is written as `2026-11`. */
import { DateTime } from 'luxon';
import { type Calendar, worksOn } from '../teams/working-time.ts';
import type { ReviewDay } from './types.ts';

const isoWeekdays = { monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5 } as const;

/**
 * The first such weekday of a month on which the team works; the first working day where it never works on that
 * weekday, and the first day of the month where it does not work at all. An ISO date.
 */
export function usualDay(calendar: Calendar, month: string, day: Exclude<ReviewDay, 'off'>): string {
  const first = firstOf(month);
  const days = Array.from({ length: first.daysInMonth ?? 0 }, (_, ahead) => first.plus({ days: ahead }));
  const working = days.filter((one) => worksOn(calendar, isoDate(one)));
  const chosen = working.find(({ weekday }) => weekday === isoWeekdays[day]) ?? working[0] ?? first;
  return isoDate(chosen);
}

export const monthIn = (zone: string, at: Date): string => DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM');
export const monthAfter = (month: string): string => firstOf(month).plus({ months: 1 }).toFormat('yyyy-MM');
export const monthBefore = (month: string): string => firstOf(month).minus({ months: 1 }).toFormat('yyyy-MM');

/** Its first and last day, as ISO dates. */
export const daysOfMonth = (month: string): { first: string; last: string } => ({
  first: `${month}-01`,
  last: isoDate(firstOf(month).endOf('month')),
});

const firstOf = (month: string) => DateTime.fromISO(`${month}-01`, { zone: 'UTC' });
const isoDate = (day: DateTime): string => day.toISODate() ?? '';
