import { conjunction } from '../list-format.ts';
import { readTime, TIME } from '../time/time-words.ts';
import { validateCron } from './cron.ts';

const DAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'] as const;
const SHORT = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/**
 * A schedule in plain words, such as "working days at 9:00", "Mondays and Thursdays at 14:30", "day 1 of each month at
 * 8:00". An expression without plain words is returned unchanged.
 */
export function describeCron(text: string): string {
  const cron = text.trim().replace(/\s+/g, ' ');
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = ''] = cron.split(' ');
  if (validateCron(cron, 'UTC') !== undefined || month !== '*' || !/^\d+$/.test(minute)) return cron;
  const anyDate = dayOfMonth === '*' || dayOfMonth === '?';
  const anyDay = dayOfWeek === '*' || dayOfWeek === '?';

  const days = anyDay ? undefined : daysOf(dayOfWeek);
  const when = timesOf(hour, minute);
  if (!when) return cron;
  if (anyDate && anyDay) return hour === '*' ? when : `every day ${when}`;
  if (anyDate && days) return `${nameDays(days)} ${when}`;
  if (anyDay && /^\d+$/.test(dayOfMonth)) return `day ${Number(dayOfMonth)} of each month ${when}`;
  return cron;
}

const DAYS_AT_TIME = new RegExp(`^(.*?)(?:\\bat )? ?\\b(${TIME.source})$`);

/**
 * The inverse: "9:00", "working days at 9:00", "every day at 8:30", "Mon, Thu 2:30 pm", "Mon-Fri at 9am", "every Friday
 * at 9". A time without days means working days. Undefined if it is neither such words nor an expression of five
 * fields.
 */
export function cronFromWords(text: string): string | undefined {
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (plain.split(' ').length === 5 && validateCron(plain, 'UTC') === undefined) return plain;
  const [, days = '', time = ''] = DAYS_AT_TIME.exec(plain) ?? [];
  const at = readTime(time);
  const dayOfWeek = readDays(days.trim());
  return at && dayOfWeek && `${at.minute} ${at.hour} * * ${dayOfWeek}`;
}

function readDays(words: string): string | undefined {
  if (/^(?:|working days|workdays|weekdays|every working day|every weekday)$/.test(words)) return '1-5';
  if (/^(?:daily|every day|each day)$/.test(words)) return '*';
  const parts = words
    .replace(/^(?:every|each|on) /, '')
    .replace(/ ?(?:–|-| to | through ) ?/g, '-')
    .split(/,? and |, ?| /)
    .map(readRange);
  return parts.includes(undefined) ? undefined : parts.join(',');
}

/** "fri" and "mon-thu". A range across the weekend is written out, since cron does not support it. */
function readRange(words: string): string | undefined {
  const [first, last] = words.split('-').map(readDay);
  if (first === undefined || !words.includes('-')) return first?.toString();
  if (last === undefined || /-.*-/.test(words)) return undefined;
  const days = Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, more) => (first + more) % 7);
  return first < last ? `${first}-${last}` : days.join(',');
}

function readDay(word: string): number | undefined {
  const day = SHORT.findIndex((short) => word.startsWith(short));
  const full = DAYS[day]?.toLowerCase() ?? '';
  return day >= 0 && (full.startsWith(word) || word === `${full.slice(0, -1)}s`) ? day : undefined;
}

function timesOf(hour: string, minute: string): string | undefined {
  const past = minute.padStart(2, '0');
  if (hour === '*') return past === '00' ? 'every hour' : `every hour at ${Number(minute)} past`;
  if (!/^\d+(?:,\d+)*$/.test(hour)) return undefined;
  return `at ${conjunction.format(hour.split(',').map((each) => `${Number(each)}:${past}`))}`;
}

/** Weekdays in cron's numbers, 0 is Sunday; undefined unless it is a plain list of days and ranges. */
function daysOf(field: string): number[] | undefined {
  const days = new Set<number>();
  for (const part of field.toLowerCase().split(',')) {
    const [, start = '', end = start] = /^(\w+)(?:-(\w+))?$/.exec(part) ?? [];
    const [from, to] = [dayNumber(start), dayNumber(end)];
    if (from === undefined || to === undefined || to < from) return undefined;
    for (let day = from; day <= to; day += 1) days.add(day % 7);
  }
  return [...days].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7));
}

function dayNumber(text: string): number | undefined {
  if (/^[0-7]$/.test(text)) return Number(text);
  const named = (SHORT as readonly string[]).indexOf(text);
  return named < 0 ? undefined : named;
}

function nameDays(days: number[]): string {
  const key = days.join();
  if (key === '1,2,3,4,5') return 'working days';
  if (key === '1,2,3,4,5,6,0') return 'every day';
  return conjunction.format(days.map((day) => DAYS[day] ?? ''));
}
