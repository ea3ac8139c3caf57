import { DateTime } from 'luxon';
import type { Db } from '../platform/db/open.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { oldestSalesTeam, requireTeam } from '../teams/queries.ts';

export const periodNames = ['week', 'last_week', 'month', 'last_month', 'quarter', 'last_quarter'] as const;
export type PeriodName = (typeof periodNames)[number];

/** A named period, or days from the first to the last one, as ISO dates. */
export type PeriodChoice = PeriodName | { first: string; last: string };

/** Whole days in a time zone. */
export interface Period {
  from: Date;
  /** Exclusive. */
  to: Date;
  /** ISO dates; both are in the period. */
  first: string;
  last: string;
  zone: string;
  /** The same length before it; of a month, the month before. */
  before: { from: Date; to: Date };
}

/** The zone in which a period begins and ends: of the team, else of the oldest sales team. */
export function periodZone(db: Db, teamId: number | undefined): string {
  if (teamId !== undefined) return requireTeam(db, teamId).zone;
  return oldestSalesTeam(db)?.zone ?? 'UTC';
}

export function periodOf(choice: PeriodChoice, zone: string, now: Date): Period {
  if (typeof choice !== 'string') return daysOf(choice, zone);
  const unit = choice.replace('last_', '') as 'week' | 'month' | 'quarter';
  const current = DateTime.fromJSDate(now, { zone }).startOf(unit);
  const from = choice.startsWith('last_') ? current.minus({ [`${unit}s`]: 1 }) : current;
  return between(from, from.plus({ [`${unit}s`]: 1 }), from.minus({ [`${unit}s`]: 1 }));
}

function daysOf({ first, last }: { first: string; last: string }, zone: string): Period {
  const from = DateTime.fromISO(first, { zone });
  const to = DateTime.fromISO(last, { zone }).plus({ days: 1 });
  const days = Math.round((utcOf(last) - utcOf(first)) / DAY_MS) + 1;
  const isMonth = from.day === 1 && to.equals(from.plus({ months: 1 }));
  return between(from, to, from.minus(isMonth ? { months: 1 } : { days }));
}

/** The day of a moment there, as an ISO date. */
export const isoDayIn = (zone: string, at: Date): string => DateTime.fromJSDate(at, { zone }).toISODate() ?? '';

const utcOf = (isoDate: string): number => Date.parse(`${isoDate}T00:00:00Z`);

const between = (from: DateTime, to: DateTime, before: DateTime): Period => ({
  from: from.toJSDate(),
  to: to.toJSDate(),
  first: from.toISODate() ?? '',
  last: to.minus({ days: 1 }).toISODate() ?? '',
  zone: from.zoneName ?? 'UTC',
  before: { from: before.toJSDate(), to: from.toJSDate() },
});

/** `2026-05-01..2026-05-31` or a name, as in a button's value and on the command line; undefined if it is neither. */
export function readPeriod(text: string): PeriodChoice | undefined {
  const name = periodNames.find((one) => one === text);
  if (name) return name;
  const [, first = '', last = ''] = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text) ?? [];
  return isDay(first) && isDay(last) && first <= last ? { first, last } : undefined;
}

const isDay = (text: string): boolean => text >= '1970-01-01' && DateTime.fromISO(text, { zone: 'UTC' }).isValid;

export const writePeriod = (choice: PeriodChoice): string =>
  typeof choice === 'string' ? choice : `${choice.first}..${choice.last}`;
