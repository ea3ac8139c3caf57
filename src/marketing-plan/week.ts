/** Weeks of the plan: from Monday to Sunday, in the zone of a team. Dates are ISO dates. */
import { DateTime } from 'luxon';
import type { Db } from '../platform/db/open.ts';
import { oldestSalesTeam, teamsOfKind } from '../teams/queries.ts';
import type { PlanEntry } from './table.ts';

export interface Week {
  from: string;
  to: string;
}

/** The zone of the oldest sales team, else of marketing: the plan is the same for everyone. */
const zoneOf = (db: Db): string => (oldestSalesTeam(db) ?? teamsOfKind(db, 'marketing')[0])?.zone ?? 'UTC';

const isoDate = (day: DateTime): string => day.toISODate() ?? '';

export const todayOf = (db: Db, now: Date): string => isoDate(DateTime.fromJSDate(now, { zone: zoneOf(db) }));

/** The week of a moment, or one that comes `later`. */
export function weekOf(db: Db, now: Date, later = 0): Week {
  const monday = DateTime.fromJSDate(now, { zone: zoneOf(db) })
    .startOf('week')
    .plus({ weeks: later });
  return { from: isoDate(monday), to: isoDate(monday.plus({ days: 6 })) };
}

/** When the next day begins: then another entry may run. */
export const tomorrow = (db: Db, now: Date): Date =>
  DateTime.fromJSDate(now, { zone: zoneOf(db) })
    .startOf('day')
    .plus({ days: 1 })
    .toJSDate();

export const isIn = ({ from, to }: Week, { startsOn, endsOn }: Pick<PlanEntry, 'startsOn' | 'endsOn'>): boolean =>
  startsOn <= to && endsOn >= from;
