import { describe, expect, test } from 'vitest';
import { dayHeading, dayKey, formatDate } from '../../page/date-format.ts';

// Tuesday 2014-02-18, 14:39:42 UTC
const AT = 1392734382;
const later = (ms: number) => ({ timeZone: 'America/Los_Angeles', nowMs: AT * 1000 + ms });
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const far = later(400 * DAY);

test.each([
  ['{date_num}', '2014-02-18'],
  ['{date_slash}', '18/02/2014'],
  ['{date}', 'February 18th, 2014'],
  ['{date_short}', 'Feb 18, 2014'],
  ['{date_long}', 'Tuesday, February 18th, 2014'],
  ['{date_long_full}', 'February 18, 2014'],
  ['{date_pretty}', 'February 18th, 2014'],
  ['{date_short_pretty}', 'Feb 18, 2014'],
  ['{date_long_pretty}', 'Tuesday, February 18th, 2014'],
  ['{day_divider_pretty}', 'Tuesday, February 18th, 2014'],
  ['{time}', '6:39 AM'],
  ['{time_secs}', '6:39:42 AM'],
  ['{ago}', '400 days ago'],
  ['on {date_num} at {time}', 'on 2014-02-18 at 6:39 AM'],
  ['{unknown}', '{unknown}'],
])('%s is %s', (format, shown) => {
  expect(formatDate(AT, format, far)).toBe(shown);
});

describe('near dates', () => {
  test.each([
    [HOUR, 'Today'],
    [DAY, 'Yesterday'],
    [-DAY, 'Tomorrow'],
    [2 * DAY, 'February 18th'],
  ])('with %i ms between, the pretty date is %s', (between, shown) => {
    expect(formatDate(AT, '{date_pretty}', later(between))).toBe(shown);
  });

  test('a word at the start of the text is capitalised, one inside it is not', () => {
    expect(formatDate(AT, '{date_short_pretty} at {time}', later(HOUR))).toBe('Today at 6:39 AM');
    expect(formatDate(AT, 'due {date_short_pretty}', later(HOUR))).toBe('due today');
  });

  test('the day is that of the viewer’s zone', () => {
    const evening = AT + 10 * 3600; // 2014-02-19 00:39 UTC
    expect(formatDate(evening, '{date_num}', { timeZone: 'America/Los_Angeles', nowMs: 0 })).toBe('2014-02-18');
    expect(formatDate(evening, '{date_num}', { timeZone: 'Asia/Tokyo', nowMs: 0 })).toBe('2014-02-19');
  });

  test('yesterday is right after a night in which the clocks change', () => {
    const berlin = { timeZone: 'Europe/Berlin', nowMs: Date.parse('2026-03-29T22:30:00Z') }; // 30 March, 0:30
    expect(formatDate(Date.parse('2026-03-29T00:30:00Z') / 1000, '{date_pretty}', berlin)).toBe('Yesterday');
    expect(formatDate(Date.parse('2026-03-28T22:30:00Z') / 1000, '{date_pretty}', berlin)).toBe('March 28th');
  });

  test.each([
    [1000, '1 second ago'],
    [90_000, '1 minute ago'],
    [3 * HOUR, '3 hours ago'],
    [-2 * DAY, 'In 2 days'],
    // The page's time moves in steps: a reply of this moment is not in the future.
    [-20_000, 'Just now'],
  ])('%i ms later it was %s', (between, shown) => {
    expect(formatDate(AT, '{ago}', later(between))).toBe(shown);
  });
});

test.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [12, '12th'],
  [13, '13th'],
  [21, '21st'],
  [22, '22nd'],
  [30, '30th'],
])('day %i is the %s', (day, shown) => {
  const at = Date.UTC(2014, 0, day, 12) / 1000;
  expect(formatDate(at, '{date}', { timeZone: 'UTC', nowMs: at * 1000 })).toBe(`January ${shown}`);
});

test('an invalid timestamp gives undefined, so that the fallback is shown', () => {
  expect(formatDate(1e18, '{date}', far)).toBeUndefined();
});

test('an unknown zone counts as UTC', () => {
  expect(dayKey(AT * 1000, 'Atlantis/Capital')).toBe('2014-02-18');
});

test('the heading of a day omits the current year', () => {
  expect(dayHeading(AT * 1000, later(5 * DAY))).toBe('Tuesday, February 18th');
});
