/** The months up to a period: what happened in each, and the outcome so far of the leads handed off in it. */
import { DateTime } from 'luxon';
import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { DAY_MS } from '../platform/time/units.ts';
import type { FigureKey } from './figures.ts';
import { talliesOf } from './kept-tallies.ts';
import type { Period } from './periods.ts';
import { type BoardChoice, scopeOf } from './read.ts';
import { isOfAll, type Scope } from './scope.ts';
import { ripeDays } from './settings.ts';
import { partsIn } from './tallies.ts';
import { leadsIn, partsOf } from './tally.ts';

/** The way of a lead. */
export const STEPS = ['handed_off', 'accepted', 'touched', 'qualified', 'won'] as const satisfies FigureKey[];
export type Step = (typeof STEPS)[number];

export interface Month {
  /** ISO date of its first day. */
  first: string;
  activity: Record<Step, number>;
  /** Of the leads that were handed off in it. */
  cohort: Record<Step, number>;
  isOver: boolean;
  /** Its leads have had time to become deals. */
  isRipe: boolean;
}

/** The oldest first, from the first month with anything in it; the last one holds the end of the period. */
export function readMonths(
  db: Db,
  { choice, period, most }: { choice: BoardChoice; period: Pick<Period, 'to' | 'zone'>; most: number },
  now: Date,
): Month[] {
  const last = DateTime.fromJSDate(period.to, { zone: period.zone }).minus({ milliseconds: 1 }).startOf('month');
  const ripeMs = settingOf(db, ripeDays) * DAY_MS;
  const months = Array.from({ length: most }, (_, at): Month => {
    const start = last.minus({ months: most - 1 - at });
    const [from, to] = [start.toJSDate(), start.plus({ months: 1 }).toJSDate()];
    const countsOf = (view: BoardChoice['view']) => stepsIn(db, scopeOf({ ...choice, view }, { from, to }));
    return {
      first: start.toISODate() ?? '',
      activity: countsOf('activity'),
      cohort: countsOf('cohort'),
      isOver: to <= now,
      isRipe: to.getTime() + ripeMs <= now.getTime(),
    };
  });
  const begin = months.findIndex(({ activity }) => STEPS.some((key) => activity[key] > 0));
  return begin < 0 ? [] : months.slice(begin);
}

/** Days are kept as sums of all leads; for some of them only these figures are counted. */
function stepsIn(db: Db, scope: Scope): Record<Step, number> {
  const kept = isOfAll(scope) ? talliesOf(db, scope).figures : undefined;
  const leads = STEPS.map((key) => [key, leadsIn(kept ? partsIn(kept, key) : partsOf(db, key, scope))]);
  return Object.fromEntries(leads) as Record<Step, number>;
}
