import { DateTime } from 'luxon';
import { asc } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { leadsOf } from './kept-tallies.ts';
import type { Scope } from './scope.ts';
import { scoreboardLeads } from './table.ts';

export const velocityWords = {
  title: 'Lead velocity rate',
  counts: 'Growth of qualified leads: those of the last whole month against those of the month before.',
  moment: 'the qualification',
  note: 'Shown once Baton has had leads through two whole months, the first of which had a qualified lead.',
} as const;

export interface Velocity {
  /** ISO dates: the first day of each month. */
  month: string;
  monthBefore: string;
  qualified: number;
  qualifiedBefore: number;
  /** 0.1 is a tenth more. */
  rate: number;
}

export function velocityOf(db: Db, scope: Scope, zone: string, now: Date): Velocity | undefined {
  const end = DateTime.fromJSDate(now, { zone }).startOf('month');
  const [middle, start] = [end.minus({ months: 1 }), end.minus({ months: 2 })];
  const first = db
    .select({ at: scoreboardLeads.handedOffAt })
    .from(scoreboardLeads)
    .orderBy(asc(scoreboardLeads.handedOffAt))
    .limit(1)
    .get();
  if (!first || first.at > start.toJSDate()) return undefined;
  const qualifiedIn = (from: DateTime, to: DateTime) =>
    leadsOf(db, 'qualified', { ...scope, view: 'activity', from: from.toJSDate(), to: to.toJSDate() });
  const [qualified, qualifiedBefore] = [qualifiedIn(middle, end), qualifiedIn(start, middle)];
  if (qualifiedBefore === 0) return undefined;
  return {
    month: middle.toISODate() ?? '',
    monthBefore: start.toISODate() ?? '',
    qualified,
    qualifiedBefore,
    rate: qualified / qualifiedBefore - 1,
  };
}
