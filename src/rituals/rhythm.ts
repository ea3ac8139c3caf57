/** How often a ritual takes place, and on which days. Dates are ISO dates. */
import { DateTime } from 'luxon';
import type { Db } from '../platform/db/open.ts';
import { type Preview, type Setting, setting } from '../platform/settings/setting.ts';
import { oneOf } from '../platform/slack/form.ts';
import { type Calendar, dateIn, startOfWorkOn, worksOn } from '../teams/working-time.ts';
import { ritualCalendar } from './calendar.ts';
import { type Rhythm, rhythms, type UsualDay } from './types.ts';

export const rhythmWords: Record<Rhythm, string> = {
  weekly: 'Every week',
  monthly: 'Every month',
  quarterly: 'Every quarter',
  half_yearly: 'Twice a year',
  yearly: 'Once a year',
  off: 'Stopped',
};

const MONTHS = { monthly: 1, quarterly: 3, half_yearly: 6, yearly: 12 } as const;

interface Named {
  key: string;
  name: string;
  purpose: string;
  usually: { rhythm: Exclude<Rhythm, 'off'>; day: UsualDay };
}

export const rhythmSetting = ({ key, name, purpose, usually }: Named): Setting<Rhythm> =>
  setting<Rhythm>({
    key: `rituals.${key}`,
    group: 'Rituals',
    title: name,
    help: `${purpose} It begins when the work of the oldest sales team does. /baton rituals moves and skips it.`,
    editor: { kind: 'choice', choices: rhythmWords },
    schema: oneOf(rhythms),
    default: usually.rhythm,
    preview: (db, rhythm, now) => daysAhead(db, rhythm, usually.day, now),
  });

const SHOWN = 3;

function daysAhead(db: Db, rhythm: Rhythm, day: UsualDay, now: Date): Preview | undefined {
  const calendar = ritualCalendar(db);
  if (!calendar || rhythm === 'off') return undefined;
  const times: [string, Date][] = [];
  for (let from = tomorrow(calendar, now); times.length < SHOWN; ) {
    const date = usualDayFrom(calendar, rhythm, day, from);
    times.push([DateTime.fromISO(date).setLocale('en').toFormat('LLLL'), startOfWorkOn(calendar, date)]);
    from = plusDays(date, 1);
  }
  return { of: 'times', subject: 'It begins', times };
}

const tomorrow = (calendar: Calendar, now: Date) => plusDays(dateIn(calendar, now), 1);

/** The first usual day on this date or after it. */
export function usualDayFrom(calendar: Calendar, rhythm: Exclude<Rhythm, 'off'>, day: UsualDay, from: string): string {
  if (rhythm === 'weekly') return weekdayFrom(calendar, day, from);
  // A day off moves it to a later day, which may be after `from` where the usual one was before.
  for (let month = dayOf(from).startOf('month').minus({ months: 1 }); ; month = month.plus({ months: 1 })) {
    const isIts = (month.month - day.month) % MONTHS[rhythm] === 0;
    const date = isIts ? workingDayFrom(calendar, isoDate(nthWeekday(month, day))) : '';
    if (date >= from) return date;
  }
}

function weekdayFrom(calendar: Calendar, { weekday }: UsualDay, from: string): string {
  for (let week = dayOf(from).startOf('week').minus({ weeks: 1 }); ; week = week.plus({ weeks: 1 })) {
    const date = workingDayFrom(calendar, isoDate(week.plus({ days: weekday - 1 })));
    if (date >= from && date < isoDate(week.plus({ weeks: 1 }))) return date;
  }
}

const nthWeekday = (month: DateTime, { weekday, week }: UsualDay): DateTime =>
  month.plus({ days: ((weekday - month.weekday + 7) % 7) + (week - 1) * 7 });

function workingDayFrom(calendar: Calendar, date: string): string {
  let day = date;
  while (!worksOn(calendar, day)) day = plusDays(day, 1);
  return day;
}

/** Half a rhythm, in days: a cycle that was moved or started by hand is not followed by the next one at once. */
export const leastDaysBetween = (rhythm: Exclude<Rhythm, 'off'>): number =>
  rhythm === 'weekly' ? 3 : MONTHS[rhythm] * 15;

export const plusDays = (date: string, days: number): string => isoDate(dayOf(date).plus({ days }));

const dayOf = (date: string) => DateTime.fromISO(date, { zone: 'UTC' });
const isoDate = (day: DateTime): string => day.toISODate() ?? '';
