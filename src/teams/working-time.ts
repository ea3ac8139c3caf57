import { DAY_MS } from '../platform/time/units.ts';
import { momentOf, offsetMs, validateZone } from '../platform/time/zones.ts';

/** Working hours; every team has them. */
export interface Calendar {
  /** IANA name. */
  zone: string;
  /** ISO weekdays, 1 is Monday. At least one. */
  workDays: readonly number[];
  /** `HH:MM`. Work that ends earlier than it begins passes midnight and belongs to the day on which it began. */
  worksFrom: string;
  /** `HH:MM`, up to `24:00`. */
  worksUntil: string;
  /** ISO dates. */
  holidays: readonly string[];
}

interface Shift {
  date: string;
  startMs: number;
  endMs: number;
}

/** Upper bound of any SLA, so that a wrong number does not count days for minutes. */
const LONGEST_MS = 10 * 366 * DAY_MS;
const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** The fault that makes a calendar unusable, with its field, as a sentence for the person who entered it. */
export function calendarFault(calendar: Calendar): { field: keyof Calendar; message: string } | undefined {
  const zone = validateZone(calendar.zone);
  if (zone) return { field: 'zone', message: zone };
  const { workDays, worksFrom, worksUntil, holidays } = calendar;
  if (workDays.length === 0) return { field: 'workDays', message: 'Choose at least one working day.' };
  if (workDays.some((day) => !Number.isInteger(day) || day < 1 || day > 7)) {
    return { field: 'workDays', message: 'Days are numbers from 1 (Monday) to 7 (Sunday).' };
  }
  if (!TIME.test(worksFrom) || worksFrom === '24:00') {
    return { field: 'worksFrom', message: 'Write the time as hours and minutes, such as 09:00.' };
  }
  if (!TIME.test(worksUntil)) {
    return { field: 'worksUntil', message: 'Write the time as hours and minutes, such as 17:00.' };
  }
  if (worksFrom === worksUntil) {
    return {
      field: 'worksUntil',
      message: 'Work must start and end at different times. For all day, use 00:00 to 24:00.',
    };
  }
  const odd = holidays.find((date) => !isIsoDate(date));
  if (odd !== undefined)
    return { field: 'holidays', message: `"${odd}" is not a date. Write dates such as 2026-12-25.` };
  return undefined;
}

/** Work ends just before `worksUntil`. */
export function isWorking(calendar: Calendar, at: Date): boolean {
  return firstShift(calendar, at).startMs <= at.getTime();
}

/** The start of the shift in progress, which may be the day before; `at` itself outside of work. */
export function startOfShift(calendar: Calendar, at: Date): Date {
  return new Date(Math.min(at.getTime(), firstShift(calendar, at).startMs));
}

/** The next time at which work begins. */
export function nextStartOfWork(calendar: Calendar, at: Date): Date {
  for (const { startMs } of shiftsFrom(calendar, at)) if (startMs > at.getTime()) return new Date(startMs);
  throw new RangeError('This calendar has no working time.');
}

/** `at` itself during work, else the next start of work. */
export function nextWorkingMoment(calendar: Calendar, at: Date): Date {
  return new Date(Math.max(at.getTime(), firstShift(calendar, at).startMs));
}

/**
 * The first moment at which the team has worked for `ms` since `from`: two hours from 15:00 end at 17:00, not the next
 * morning. Adding nothing gives `from`.
 * @throws RangeError when `ms` is negative or beyond ten years
 */
export function addWorkingTime(calendar: Calendar, from: Date, ms: number): Date {
  if (!(ms >= 0 && ms <= LONGEST_MS)) throw new RangeError(`Cannot add ${ms} ms of working time.`);
  if (ms === 0) return new Date(from);
  let left = ms;
  for (const { startMs, endMs } of shiftsFrom(calendar, from)) {
    const begin = Math.max(startMs, from.getTime());
    if (left <= endMs - begin) return new Date(begin + left);
    left -= endMs - begin;
  }
  throw new RangeError('This calendar has no working time.');
}

/** Working time between two moments in ms; 0 when `to` is not after `from`. */
export function workingTimeBetween(calendar: Calendar, from: Date, to: Date): number {
  if (!(from < to)) return 0;
  let worked = 0;
  for (const { startMs, endMs } of shiftsFrom(calendar, from)) {
    if (startMs >= to.getTime()) break;
    worked += Math.max(0, Math.min(endMs, to.getTime()) - Math.max(startMs, from.getTime()));
  }
  return worked;
}

/** Whether the team works on the day of `at`, in its zone. */
export function isWorkingDay(calendar: Calendar, at: Date): boolean {
  const day = dayOf(calendar, at);
  return isWorkDay(calendar, day, dateOf(day));
}

/** `time` on the first working day after the day of `at`, in the team's zone. */
export function nextWorkingDayAt(calendar: Calendar, at: Date, time: string): Date {
  return firstWorkingDay(calendar, dayOf(calendar, at) + 1, time);
}

/**
 * `time` on the next such weekday after the day of `at`: on a Monday, next Monday is a week later. On a day without
 * work, the first working day after it.
 */
export function nextWeekdayAt(calendar: Calendar, at: Date, isoWeekday: number, time: string): Date {
  const tomorrow = dayOf(calendar, at) + 1;
  return firstWorkingDay(calendar, tomorrow + ((isoWeekday - weekdayOf(tomorrow) + 7) % 7), time);
}

/** The day of `at` in the team's zone, as an ISO date. */
export const dateIn = (calendar: Calendar, at: Date): string => dateOf(dayOf(calendar, at));

/** The day (ISO date) on which the team has worked `days` more days than on the day of `at`; 0 gives that day. */
export function workingDaysAhead(calendar: Calendar, at: Date, days: number): string {
  requireWorkDays(calendar);
  let day = dayOf(calendar, at);
  for (let left = days; left > 0; ) {
    day += 1;
    if (isWorkDay(calendar, day, dateOf(day))) left -= 1;
  }
  return dateOf(day);
}

/** The end of work on an ISO date; for a day without work, the usual end. */
export const endOfWorkOn = (calendar: Calendar, isoDate: string): Date =>
  new Date(shiftOf(calendar, dayNumber(isoDate)).endMs);

/** The start of work on an ISO date; for a day without work, the usual start. */
export const startOfWorkOn = (calendar: Calendar, isoDate: string): Date =>
  new Date(shiftOf(calendar, dayNumber(isoDate)).startMs);

/** Whether the team works on an ISO date. */
export const worksOn = (calendar: Calendar, isoDate: string): boolean =>
  isWorkDay(calendar, dayNumber(isoDate), isoDate);

function firstWorkingDay(calendar: Calendar, from: number, time: string): Date {
  requireWorkDays(calendar);
  let day = from;
  while (!isWorkDay(calendar, day, dateOf(day))) day += 1;
  return momentAt(calendar.zone, day, time);
}

/** The shift in progress at `at`, else the next one. */
function firstShift(calendar: Calendar, at: Date): Shift {
  for (const shift of shiftsFrom(calendar, at)) return shift;
  throw new RangeError('This calendar has no working time.');
}

/** All shifts that end after `at`, in order, without end: holidays are finite, and at least one weekday has work. */
function* shiftsFrom(calendar: Calendar, at: Date): Generator<Shift> {
  requireWorkDays(calendar);
  // Starts a day earlier, for a shift that passes midnight.
  for (let day = dayOf(calendar, at) - 1; ; day += 1) {
    const shift = shiftOf(calendar, day);
    if (isWorkDay(calendar, day, shift.date) && shift.endMs > at.getTime() && shift.endMs > shift.startMs) yield shift;
  }
}

/** Without this check the search for the next working day would never end. */
function requireWorkDays({ workDays, worksFrom, worksUntil }: Calendar): void {
  if (!workDays.some((day) => day >= 1 && day <= 7 && Number.isInteger(day)) || worksFrom === worksUntil) {
    throw new RangeError('This calendar has no working time.');
  }
}

const isWorkDay = (calendar: Calendar, day: number, date: string) =>
  calendar.workDays.includes(weekdayOf(day)) && !calendar.holidays.includes(date);

// Days count from 1970-01-01, a Thursday.
const weekdayOf = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1;
const dayNumber = (isoDate: string) => Math.floor(Date.parse(`${isoDate}T00:00:00Z`) / DAY_MS);
const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
const dayOf = ({ zone }: Calendar, at: Date) => Math.floor((at.getTime() + offsetMs(zone, at.getTime())) / DAY_MS);

/**
 * Cache: computing a moment in a zone takes microseconds, and a list of leads asks for the same days thousands of
 * times.
 */
const remembered = new Map<string, Map<number, Shift>>();
const REMEMBERED_CALENDARS = 200;
const REMEMBERED_DAYS = 2_000;

function shiftOf({ zone, worksFrom, worksUntil }: Calendar, day: number): Shift {
  const key = `${zone} ${worksFrom} ${worksUntil}`;
  let shifts = remembered.get(key);
  if (!shifts || shifts.size >= REMEMBERED_DAYS) {
    if (remembered.size >= REMEMBERED_CALENDARS) remembered.clear();
    shifts = new Map();
    remembered.set(key, shifts);
  }
  let shift = shifts.get(day);
  if (!shift) {
    const endDay = worksUntil > worksFrom ? day : day + 1;
    shift = {
      date: dateOf(day),
      startMs: momentAt(zone, day, worksFrom).getTime(),
      endMs: momentAt(zone, endDay, worksUntil).getTime(),
    };
    shifts.set(day, shift);
  }
  return shift;
}

function momentAt(zone: string, day: number, time: string): Date {
  if (!TIME.test(time)) throw new RangeError(`Not a time of day: ${time}.`);
  const date = new Date((time === '24:00' ? day + 1 : day) * DAY_MS);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return momentOf(
    {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: hour % 24,
      minute,
    },
    zone,
  );
}

function isIsoDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}
