/** The figures of a period from the days and months that are counted already, and the rest from the leads. */
import { and, eq, gte, inArray, lt } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { DAY_MS } from '../platform/time/units.ts';
import type { BoardView, Scope } from './scope.ts';
import { scoreboardTallies as kept } from './table.ts';
import { addTallies, countTallies, noTallies, type Tallies } from './tallies.ts';

export const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);

/** The first day of the month of a day, and of the month after it. */
export function monthOf(day: number): { first: number; next: number } {
  const at = new Date(day * DAY_MS);
  const utc = (months: number) => Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months) / DAY_MS;
  return { first: utc(0), next: utc(1) };
}

export function talliesOf(db: Db, scope: Scope): Tallies {
  const { view, from, to, ...filter } = scope;
  if (Object.values(filter).some((one) => one !== undefined)) return countTallies(db, scope);
  const [first, last] = [Math.ceil(from.getTime() / DAY_MS), dayOf(to)];
  const sum = noTallies();
  const count = (fromMs: number, toMs: number) => {
    if (fromMs < toMs) addTallies(sum, countTallies(db, { ...scope, from: new Date(fromMs), to: new Date(toMs) }));
  };
  if (first >= last) {
    count(from.getTime(), to.getTime());
    return sum;
  }
  const { days, months, stale } = planOf(db, view, first, last);
  for (const one of read(db, view, 'month', months)) addTallies(sum, one);
  for (const one of read(db, view, 'day', days)) addTallies(sum, one);
  count(from.getTime(), first * DAY_MS);
  for (const [start, end] of spansOf(stale)) count(start * DAY_MS, end * DAY_MS);
  count(last * DAY_MS, to.getTime());
  return sum;
}

interface Plan {
  months: number[];
  days: number[];
  /** Days that have to be counted. */
  stale: number[];
}

/** A day without a row has no lead. */
function planOf(db: Db, view: BoardView, first: number, last: number): Plan {
  const plan: Plan = { months: [], days: [], stale: [] };
  const rows = new Map(marksOf(db, view, first, last).map((row) => [row.day, row]));
  const months = freshMonths(db, view, first, last);
  for (let day = first; day < last; day += 1) {
    const { next } = monthOf(day);
    if (months.has(day) && next <= last) {
      plan.months.push(day);
      day = next - 1;
      continue;
    }
    const row = rows.get(day);
    if (row) (row.marks === row.counted ? plan.days : plan.stale).push(day);
  }
  return plan;
}

export const marksOf = (db: Db, view: BoardView, first: number, last: number) =>
  db
    .select({ day: kept.day, marks: kept.marks, counted: kept.counted })
    .from(kept)
    .where(and(eq(kept.view, view), eq(kept.level, 'day'), gte(kept.day, first), lt(kept.day, last)))
    .all();

/** First days of months whose sum is that of their days. */
export function freshMonths(db: Db, view: BoardView, first: number, last: number): Set<number> {
  const sums = new Map<number, number>();
  for (const { day, marks } of marksOf(db, view, monthOf(first).first, last)) {
    const month = monthOf(day).first;
    sums.set(month, (sums.get(month) ?? 0) + marks);
  }
  const rows = db
    .select({ day: kept.day, counted: kept.counted })
    .from(kept)
    .where(and(eq(kept.view, view), eq(kept.level, 'month'), gte(kept.day, first), lt(kept.day, last)))
    .all();
  return new Set(rows.filter(({ day, counted }) => counted === sums.get(day)).map(({ day }) => day));
}

/** Ids per statement. */
const AT_ONCE = 100;

export function* read(db: Db, view: BoardView, level: 'day' | 'month', days: number[]): Generator<Tallies> {
  for (let from = 0; from < days.length; from += AT_ONCE) {
    const rows = db
      .select({ tallies: kept.tallies })
      .from(kept)
      .where(and(eq(kept.view, view), eq(kept.level, level), inArray(kept.day, days.slice(from, from + AT_ONCE))))
      .all();
    for (const { tallies } of rows) yield tallies as Tallies;
  }
}

/** Neighbouring days as one span. */
function spansOf(days: number[]): [start: number, end: number][] {
  const spans: [number, number][] = [];
  for (const day of days) {
    const last = spans.at(-1);
    if (last && last[1] === day) last[1] = day + 1;
    else spans.push([day, day + 1]);
  }
  return spans;
}
