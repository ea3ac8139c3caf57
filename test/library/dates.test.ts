import { describe, expect, test } from 'vitest';
import { dateOrderOf, readDate } from '../../src/library/dates.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { tempDatabase } from '../support/temp-database.ts';

const read = (typed: string, order?: 'day-first' | 'month-first') => {
  const found = readDate(typed, order);
  return 'date' in found ? found.date.toISOString().slice(0, 10) : found.fault;
};

test.each([
  ['2026-12-01', '2026-12-01'],
  ['2026/12/1', '2026-12-01'],
  ['01.12.26', '2026-12-01'],
  ['1.12.2026', '2026-12-01'],
  ['1-Dec-26', '2026-12-01'],
  ['01-Dec-2026', '2026-12-01'],
  ['1 Dec 2026', '2026-12-01'],
  ['2026-12-01 00:00:00', '2026-12-01'],
  ['01.12.2026 0:00', '2026-12-01'],
  ['31.12.99', '2099-12-31'],
  ['31.01.00', '2000-01-31'],
])('%s is %s in any company', (typed, day) => {
  for (const order of [undefined, 'day-first', 'month-first'] as const) expect(read(typed, order)).toBe(day);
});

test.each([
  ['12/1/2026', '2026-01-12', '2026-12-01'],
  ['12/1/26', '2026-01-12', '2026-12-01'],
  ['03/04/2027 9:30 AM', '2027-04-03', '2027-03-04'],
  ['5/5/2027', '2027-05-05', '2027-05-05'],
])('%s has the order of the team', (typed, dayFirst, monthFirst) => {
  expect(read(typed, 'day-first')).toBe(dayFirst);
  expect(read(typed, 'month-first')).toBe(monthFirst);
});

test('without a known order, only a date with two meanings is asked about', () => {
  expect(read('12/1/2026')).toBe(
    '12/1/2026 may be 12 January 2026 or 1 December 2026. Set --dates to day-first or month-first, or write it as 2027-01-31.',
  );
  expect(read('13/1/2026')).toBe('2026-01-13');
  expect(read('1/13/2026')).toBe('2026-01-13');
  expect(read('5/5/2026')).toBe('2026-05-05');
});

test('a date that has the other order is refused: the other rows are probably wrong too', () => {
  expect(read('1/13/2026', 'day-first')).toContain('1/13/2026 is no date with the day first. Set --dates');
  expect(read('13/1/2026', 'month-first')).toContain('13/1/2026 is no date with the month first. Set --dates');
});

test.each(['', 'soon', '31.02.2027', '2027-13-01', '13/13/2026', '46387', '1.2'])('%j is no date', (typed) => {
  expect(read(typed)).toBe('Write the review date as 2027-01-31.');
});

describe('the order of the company', () => {
  test.each([
    [[], undefined],
    [['America/New_York'], 'month-first'],
    [['America/Chicago', 'US/Pacific'], 'month-first'],
    [['Europe/Berlin', 'Europe/London'], 'day-first'],
    [['Asia/Tokyo'], 'day-first'],
    [['America/New_York', 'Europe/Berlin'], undefined],
  ] as const)('teams in %j: %s', async (zones, order) => {
    const { db } = tempDatabase();
    await createWriter(db)((tx) => {
      for (const [at, zone] of zones.entries()) {
        const places = { channelId: `C${at}`, userGroupId: null, managerId: 'U1', zone };
        const hours = { workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00', holidays: [] };
        const team = { kind: 'sales', name: `Team ${at}`, ...places, ...hours, digestCron: null } as const;
        saveTeam(tx, { ...team, workDays: [...team.workDays], holidays: [] }, { id: null, by: 'U1' }, new Date());
      }
    });
    expect(dateOrderOf(db)).toBe(order);
  });
});
