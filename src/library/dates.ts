import { DateTime } from 'luxon';
import type { Db } from '../platform/db/open.ts';
import { countryOfZone } from '../platform/time/country.ts';
import { allTeams } from '../teams/queries.ts';

/** The order of day and month in a date like 12/1/2026. */
export const dateOrders = ['day-first', 'month-first'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** Countries that write the month first (https://cldr.unicode.org, short dates of their English locales). */
const MONTH_FIRST = new Set(['US', 'PH', 'PR', 'GU', 'VI', 'AS', 'MP', 'UM', 'PW', 'FM', 'MH']);

/** The order that the countries of all teams share; undefined without a team, or if they differ. */
export function dateOrderOf(db: Db): DateOrder | undefined {
  const countries = allTeams(db).map(({ zone }) => countryOfZone(zone));
  const orders = countries.map((country) => (country && MONTH_FIRST.has(country) ? 'month-first' : 'day-first'));
  const [order, ...others] = new Set(orders);
  return others.length === 0 ? order : undefined;
}

const TIME = /[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]m)?$/i;

export type ReadDate = { date: Date } | { fault: string };

const WRONG = 'Write the review date as 2027-01-31.';

/**
 * Reads a date as people and spreadsheets write it: 2027-01-31, 31.01.27, 31-Jan-2027, or 1/31/2027 in the given order. A
 * time after it is ignored.
 */
export function readDate(typed: string, order: DateOrder | undefined): ReadDate {
  const text = typed.trim().replace(TIME, '');
  for (const format of ['yyyy-M-d', 'yyyy/M/d', 'd.M.yyyy', 'd.M.yy', 'd-MMM-yyyy', 'd-MMM-yy', 'd MMM yyyy']) {
    const date = dateIn(text, format);
    if (date) return { date };
  }
  const found = { 'day-first': slashed(text, 'd/M'), 'month-first': slashed(text, 'M/d') };
  const [date, other] = [found['day-first'], found['month-first']];
  if (!date && !other) return { fault: WRONG };
  if (order) {
    const chosen = found[order];
    if (chosen) return { date: chosen };
    return { fault: `${typed} is no date with the ${order === 'day-first' ? 'day' : 'month'} first. ${HOW}` };
  }
  if (date && other && date.getTime() !== other.getTime()) {
    return { fault: `${typed} may be ${words(date)} or ${words(other)}. ${HOW}` };
  }
  return { date: (date ?? other) as Date };
}

const HOW = 'Set --dates to day-first or month-first, or write it as 2027-01-31.';

const slashed = (text: string, dayAndMonth: 'd/M' | 'M/d') =>
  dateIn(text, `${dayAndMonth}/yyyy`) ?? dateIn(text, `${dayAndMonth}/yy`);

/** Two digits of a year are of this century. */
function dateIn(text: string, format: string): Date | undefined {
  const read = DateTime.fromFormat(text, format, { zone: 'utc', locale: 'en' });
  if (!read.isValid) return undefined;
  const year = read.year < 2000 && !format.includes('yyyy') ? read.year + 100 : read.year;
  return read.set({ year }).toJSDate();
}

const words = (date: Date) => DateTime.fromJSDate(date, { zone: 'utc' }).toFormat('d MMMM yyyy', { locale: 'en' });
