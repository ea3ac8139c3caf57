/** Words that recur in every capability: counts, due times, lists of people. */
import { conjunction } from '../../src/platform/list-format.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/platform/time/units.ts';
import { type Blocks, bold, context, dated, type Piece, person } from './blocks.ts';

/** "1 lead", "3 leads". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** "once", "twice", "3 times". */
export const times = (count: number): string => ['never', 'once', 'twice'][count] ?? `${count} times`;

/** A line under a list that is longer than what is shown; nothing when it is not. */
export const more = (rest: number): Blocks => (rest > 0 ? [context(`And ${rest} more.`)] : []);

/** "A", "A and 2 more": for the `text` of a message, which a notification shows. */
export const namesAndMore = ([first = '']: readonly string[], total: number): string =>
  total > 1 ? `${first} and ${total - 1} more` : first;

/** "20 min", "3 h", "2 d": the same in every time zone. */
export function span(ms: number): string {
  if (ms < HOUR_MS) return `${Math.max(1, Math.floor(ms / MINUTE_MS))} min`;
  return ms < DAY_MS ? `${Math.floor(ms / HOUR_MS)} h` : `${Math.floor(ms / DAY_MS)} d`;
}

/** "Overdue 2 d"; without a due time "Overdue". */
export const overdue = (dueAt: Date | null, now: Date): Piece[] => [bold(overdueText(dueAt, now))];

export const overdueText = (dueAt: Date | null, now: Date): string =>
  dueAt ? `Overdue ${span(now.getTime() - dueAt.getTime())}` : 'Overdue';

/** "Due 11:40", or "Due Fri 11:40" on another day: as plain text, in the zone of the team. */
export function dueText(dueAt: Date, zone: string, now: Date): string {
  const day = (at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at);
  const weekday = day(dueAt) === day(now) ? {} : ({ weekday: 'short' } as const);
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return `Due ${new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...weekday, ...time }).format(dueAt)}`;
}

/** "Due", and the moment in the reader's time zone. */
export const due = (dueAt: Date): Piece[] => [dated('Due ', dueAt)];

/** A day: the same in every time zone from Hawaii to New Zealand. without the year within six months. */
export const calendarDate = (isoDate: string): Piece => ({
  type: 'date',
  timestamp: Date.parse(`${isoDate}T10:00:00Z`) / 1000,
  format: '{date}',
  fallback: isoDate,
});

/** A line begins with a capital. */
export const capital = ([first, ...rest]: Piece[]): Piece[] =>
  typeof first === 'string' ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : first ? [first, ...rest] : [];

/** "A, B and C", of pieces. */
export const listed = (pieces: readonly Piece[]): Piece[] =>
  conjunction
    .formatToParts(pieces.map((_, index) => String(index)))
    .map(({ type, value }) => (type === 'element' ? (pieces[Number(value)] ?? '') : value));

export const people = (ids: readonly string[]): Piece[] => listed(ids.map((id) => person(id)));
