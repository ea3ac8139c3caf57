/** The figures of a period from the days and months that are counted already, and the rest from the leads. */
import { and, count, eq, gte, inArray, lt } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { countRows } from './count-rows.ts';
import type { FigureKey } from './figures.ts';
import { type BoardView, countedBy, isOfAll, type Scope } from './scope.ts';
import { scoreboardTallies as kept, scoreboardLeads } from './table.ts';
import { addTallies, noTallies, type Tallies, withoutNothing } from './tallies.ts';

export const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);

/** The first day of the month of a day, and of the month after it. */
export function monthOf(day: number): { first: number; next: number } {
  const at = new Date(day * DAY_MS);
  const utc = (months: number) => Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months) / DAY_MS;
  return { first: utc(0), next: utc(1) };
}

/** The number of leads in one figure: an index has it. */
export const leadsOf = (db: Db, key: FigureKey, scope: Scope): number =>
  db.select({ leads: count() }).from(scoreboardLeads).where(countedBy(key, scope)).get()?.leads ?? 0;

/** All figures, whether the leads are filtered or not. */
export function talliesOf(db: Db, scope: Scope): Tallies {
  const { view, from, to } = scope;
  return isOfAll(scope) ? talliesOfAll(db, view, { from: from.getTime(), to: to.getTime() }) : countRows(db, scope);
}

/** Whole UTC days are kept. At both ends, leads are added or taken away, whichever are fewer. */
function talliesOfAll(db: Db, view: BoardView, { from, to }: { from: number; to: number }): Tallies {
  const sum = noTallies();
  const add = (fromMs: number, toMs: number, sign: 1 | -1 = 1) => {
    if (fromMs > toMs) add(toMs, fromMs, -1);
    else if (fromMs < toMs) addTallies(sum, countRows(db, { view, from: new Date(fromMs), to: new Date(toMs) }), sign);
  };
  const [first, last] = [Math.round(from / DAY_MS), Math.round(to / DAY_MS)];
  if (first >= last) {
    add(from, to);
    return sum;
  }
  const { days, months, stale } = planOf(db, view, first, last);
  for (const one of read(db, view, 'month', months)) addTallies(sum, one);
  for (const one of read(db, view, 'day', days)) addTallies(sum, one);
  for (const [start, end] of spansOf(stale)) add(start * DAY_MS, end * DAY_MS);
  add(from, first * DAY_MS);
  add(last * DAY_MS, to);
  return withoutNothing(sum);
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
