import { describe, expect, test } from 'vitest';
import { reminderAt, usualEnd } from '../../src/feedback/open.ts';
import { usualCalendar } from '../../src/feedback/queries.ts';

const berlin = usualCalendar('Europe/Berlin');
const at = (moment: string) => new Date(moment);
const iso = (date: Date | null) => date?.toISOString() ?? null;

test('a survey closes in three working days, at the end of the asker’s working hours', () => {
  expect(iso(usualEnd(berlin, at('2026-11-19T09:00:00Z')))).toBe('2026-11-24T16:00:00.000Z');
  expect(iso(usualEnd({ ...berlin, holidays: ['2026-11-23'] }, at('2026-11-19T09:00:00Z')))).toBe(
    '2026-11-25T16:00:00.000Z',
  );
  expect(iso(usualEnd(usualCalendar('America/New_York'), at('2026-10-29T20:00:00Z')))).toBe('2026-11-03T22:00:00.000Z');
});

describe('the reminder is sent', () => {
  test.each([
    [
      'in the morning of the last working day',
      '2026-11-19T09:00:00Z',
      '2026-11-24T16:00:00Z',
      '2026-11-24T08:00:00.000Z',
    ],
    [
      'a working day earlier where it ends in the morning',
      '2026-11-19T09:00:00Z',
      '2026-11-24T09:00:00Z',
      '2026-11-23T08:00:00.000Z',
    ],
    ['before the week-end that it ends on', '2026-11-19T09:00:00Z', '2026-11-22T12:00:00Z', '2026-11-20T08:00:00.000Z'],
    [
      'half-way where it ends on the same day',
      '2026-11-19T09:00:00Z',
      '2026-11-19T15:00:00Z',
      '2026-11-19T12:00:00.000Z',
    ],
    ['never if there is no working time in between', '2026-11-21T09:00:00Z', '2026-11-22T15:00:00Z', null],
  ])('%s', (_, from, until, expected) => {
    expect(iso(reminderAt(berlin, at(from), at(until)))).toBe(expected);
  });
});
