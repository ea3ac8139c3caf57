/**
 * Sums in one currency. Managers set the rates; without one, currencies stay apart. A sum of a period uses the rates that
 * count on its last day, or today while it runs.
 */
import { asc, lte } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { currencyRates } from './table.ts';

/** One of `currency` is so much of `base`, from that day on. */
export interface Rate {
  currency: string;
  base: string;
  rate: number;
  /** ISO date. */
  appliesFrom: string;
}

export interface Money {
  /** ISO 4217. */
  currency: string;
  /** Hundredths. */
  cents: number;
}

/** `by` are the rates that it used: show them, and their days, next to the sum. */
export interface Converted extends Money {
  by: Rate[];
}

/** The rates that count on a day (ISO date). */
export function ratesOn(db: Db, day: string): Rate[] {
  const rows = db
    .select()
    .from(currencyRates)
    .where(lte(currencyRates.appliesFrom, day))
    .orderBy(asc(currencyRates.appliesFrom), asc(currencyRates.id))
    .all();
  const last = new Map(rows.map((row) => [`${row.currency} ${row.base}`, row]));
  return [...last.values()].flatMap(({ currency, base, rate, appliesFrom }) =>
    rate === null ? [] : [{ currency, base, rate, appliesFrom }],
  );
}

/** One amount in another currency; undefined without a rate. */
export function convert(rates: readonly Rate[], { currency, cents }: Money, to: string): Converted | undefined {
  const path = pathOf(rates, currency, to);
  return path && { currency: to, cents: Math.round(cents * path.factor), by: path.by };
}

/** The sum of amounts in one currency; undefined if one of them has no rate, and if all are in it already. */
export function together(rates: readonly Rate[], amounts: readonly Money[], to: string): Converted | undefined {
  if (amounts.every(({ currency }) => currency === to)) return undefined;
  const converted = amounts.map((one) => convert(rates, one, to));
  if (!converted.every((one) => one !== undefined)) return undefined;
  const cents = converted.reduce((sum, one) => sum + one.cents, 0);
  return { currency: to, cents, by: [...new Set(converted.flatMap(({ by }) => by))] };
}

interface Path {
  factor: number;
  by: Rate[];
}

/** A rate between the two, in either direction, or two rates with the same base. */
function pathOf(rates: readonly Rate[], from: string, to: string): Path | undefined {
  if (from === to) return { factor: 1, by: [] };
  const find = (currency: string, base: string) => rates.find((one) => one.currency === currency && one.base === base);
  const direct = find(from, to);
  if (direct) return { factor: direct.rate, by: [direct] };
  const inverse = find(to, from);
  if (inverse) return { factor: 1 / inverse.rate, by: [inverse] };
  for (const first of rates.filter(({ currency }) => currency === from)) {
    const second = find(to, first.base);
    if (second) return { factor: first.rate / second.rate, by: [first, second] };
  }
  return undefined;
}
