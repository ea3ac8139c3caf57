import { DateTime } from 'luxon';

export interface TimeOfDay {
  hour: number;
  minute: number;
}

/** A time as people write it: "9", "9:00", "9.30", "14h30", "9am", "2:30 p.m.", "noon". */
export const TIME = /(?:\d{1,2}(?:[:.h]\d{2})?(?: ?[ap]\.?m\.?)?|noon|midday)/;

const PARTS = /^(\d{1,2})(?:[:.h](\d{2}))?(?: ?([ap])\.?m\.?)?$/;

/** Undefined if it is not a time of day. */
export function readTime(text: string): TimeOfDay | undefined {
  const plain = text.trim().toLowerCase();
  if (plain === 'noon' || plain === 'midday') return { hour: 12, minute: 0 };
  const [, hours, minutes = '0', half] = PARTS.exec(plain) ?? [];
  if (hours === undefined) return undefined;
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (minute > 59 || hour > 23 || (half && (hour < 1 || hour > 12))) return undefined;
  return { hour: half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour, minute };
}

/** English, the language of Baton. A day before a month only with dots or a name. */
const WITH_YEAR = ['yyyy-M-d', 'd.M.yyyy', 'd.M.yy', 'LLL d yyyy', 'LLLL d yyyy', 'd LLL yyyy', 'd LLLL yyyy'];
const WITHOUT_YEAR = ['d.M.', 'd.M', 'LLL d', 'LLLL d', 'd LLL', 'd LLLL'];

/**
 * A date as people write it: "2026-12-24", "24.12.2026", "24.12.", "Dec 24", "24 December", "December 24th, 2026".
 * Without a year, the next such day. Undefined if it is not a date, or ambiguous, such as 1/12/2026.
 */
export function readDate(text: string, today: DateTime): DateTime | undefined {
  const plain = text
    .trim()
    .replace(/(\d)(?:st|nd|rd|th)\b/i, '$1')
    .replace(/,/g, ' ')
    .replace(/\bsept\b/i, 'sep')
    .replace(/([a-z])\./gi, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  const options = { zone: today.zone, locale: 'en-US' };
  const dated =
    slashed(plain, today) ?? firstValid(WITH_YEAR.map((format) => DateTime.fromFormat(plain, format, options)));
  if (dated) return dated;
  // Each with a leap year ahead, since 29 February may come in a later one.
  return firstValid(
    [0, 1, 2, 3, 4].flatMap((years) =>
      WITHOUT_YEAR.map((format) => DateTime.fromFormat(`${plain} ${today.year + years}`, `${format} yyyy`, options)),
    ),
    (date) => date.startOf('day') >= today.startOf('day'),
  );
}

/** 12/24/2026 and 24/12/2026 are clear, 1/12/2026 is not. */
function slashed(text: string, today: DateTime): DateTime | undefined {
  const [, one, two, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  if (!year) return undefined;
  const [first, second] = [Number(one), Number(two)];
  const readings = [
    { month: first, day: second },
    { month: second, day: first },
  ].filter(({ month }) => month <= 12);
  const [reading] = readings;
  if (!reading || (readings.length > 1 && first !== second)) return undefined;
  return firstValid([DateTime.fromObject({ year: Number(year), ...reading }, { zone: today.zone })]);
}

const firstValid = (dates: DateTime[], fits: (date: DateTime) => boolean = () => true): DateTime | undefined =>
  dates.find((date) => date.isValid && fits(date));
