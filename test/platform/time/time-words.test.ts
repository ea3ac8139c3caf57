import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { readDate, readTime } from '../../../src/platform/time/time-words.ts';

test.each([
  ['9', 9, 0],
  ['09:05', 9, 5],
  ['9.30', 9, 30],
  ['14h30', 14, 30],
  ['9am', 9, 0],
  ['2:30 pm', 14, 30],
  ['2:30 P.M.', 14, 30],
  ['12 am', 0, 0],
  ['12pm', 12, 0],
  ['noon', 12, 0],
  ['0:00', 0, 0],
])('the time %s', (text, hour, minute) => {
  expect(readTime(text)).toEqual({ hour, minute });
});

test.each(['', '24', '9:60', '13 pm', '0 am', '930', 'nine', '9:5', '-1'])('%j is no time', (text) => {
  expect(readTime(text)).toBeUndefined();
});

const today = DateTime.fromISO('2026-11-19T10:00', { zone: 'Europe/Berlin' });

test.each([
  ['Sept. 5', '2027-09-05'],
  ['5 sep', '2027-09-05'],
  ['19 Nov', '2026-11-19'],
  ['1.2.27', '2027-02-01'],
  ['Feb 29', '2028-02-29'],
  ['2026-1-5', '2026-01-05'],
])('the date %s', (text, date) => {
  expect(readDate(text, today)?.toISODate()).toBe(date);
});

test.each(['', '1/12/2026', '13/13/2026', '31.2.2027', '32 Dec', 'Feb 30', 'Christmas', '2026'])(
  '%j is not a date',
  (text) => {
    expect(readDate(text, today)).toBeUndefined();
  },
);
