import { DateTime } from 'luxon';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const BACK_AT = { hour: 9, minute: 0, second: 0, millisecond: 0 };

/**
 * Reads how long somebody is away: "until Monday", "until 2026-12-01", "until tomorrow", "for 3 days", or nothing, which
 * is until they say that they are back. Days begin at 9:00 in `zone`.
 * @returns the moment at which they are back, null without an end, undefined when it cannot be read or is past.
 */
export function readAway(words: string, zone: string, now: Date): Date | null | undefined {
  const text = words.trim().toLowerCase().replace(/\s+/g, ' ');
  if (text === '') return null;
  const today = DateTime.fromJSDate(now, { zone });
  const back = backOn(text.replace(/^(?:until|till|to|for) /, ''), today);
  return back?.isValid && back > today ? back.toJSDate() : undefined;
}

function backOn(text: string, today: DateTime): DateTime | undefined {
  if (text === 'tomorrow') return today.plus({ days: 1 }).set(BACK_AT);
  const span = /^(\d{1,3}|an?|one) (day|week|month)s?$/.exec(text);
  if (span?.[1] && span[2]) {
    const count = /^\d/.test(span[1]) ? Number(span[1]) : 1;
    return today.plus({ [`${span[2]}s`]: count }).set(BACK_AT);
  }
  const weekday = WEEKDAYS.findIndex((day) => text.length >= 3 && day.startsWith(text.replace(/^next /, '')));
  if (weekday >= 0) return today.plus({ days: ((weekday + 1 - today.weekday + 6) % 7) + 1 }).set(BACK_AT);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return DateTime.fromISO(text, { zone: today.zone }).set(BACK_AT);
  return undefined;
}
