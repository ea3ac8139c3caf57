import { DateTime } from 'luxon';
import { readDate, readTime, TIME } from '../../platform/time/time-words.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const DAY_BEGINS = { hour: 9, minute: 0 };
const AT_TIME = new RegExp(`^(.+?)(?: at|,)? (${TIME.source})$`);

/**
 * Reads the length of an absence: "until Monday", "until Dec 24", "until 24.12.2026 at 14:00", "until tomorrow", "for 3
 * days", or nothing for no end. Days begin at 9:00 in `zone`.
 * @returns when the person is back; null without an end; undefined if unreadable or past.
 */
export function readAway(words: string, zone: string, now: Date): Date | null | undefined {
  const text = words.trim().toLowerCase().replace(/\s+/g, ' ');
  if (text === '') return null;
  const today = DateTime.fromJSDate(now, { zone });
  const back = backAt(text.replace(/^(?:until|till|to|for) /, ''), today);
  return back && back > today ? back.toJSDate() : undefined;
}

function backAt(text: string, today: DateTime): DateTime | undefined {
  const wholeDay = dayOf(text, today);
  if (wholeDay) return wholeDay.startOf('day').set(DAY_BEGINS);
  const [, day = '', time = ''] = AT_TIME.exec(text) ?? [];
  const at = readTime(time);
  return at && dayOf(day, today)?.startOf('day').set(at);
}

function dayOf(text: string, today: DateTime): DateTime | undefined {
  if (text === 'today') return today;
  if (text === 'tomorrow') return today.plus({ days: 1 });
  const span = /^(\d{1,3}|an?|one) (day|week|month)s?$/.exec(text);
  if (span?.[1] && span[2]) {
    const count = /^\d/.test(span[1]) ? Number(span[1]) : 1;
    return today.plus({ [`${span[2]}s`]: count });
  }
  const weekday = WEEKDAYS.findIndex((day) => text.length >= 3 && day.startsWith(text.replace(/^next /, '')));
  if (weekday >= 0) return today.plus({ days: ((weekday + 1 - today.weekday + 6) % 7) + 1 });
  return readDate(text, today);
}
