import { describe, expect, test } from 'vitest';
import { isDigestOutdated, isMorningOf, lateSince, startOfWork } from '../../src/teams/mornings.ts';
import type { Team } from '../../src/teams/table.ts';

const team = (given: Partial<Team> = {}): Team =>
  ({
    zone: 'UTC',
    workDays: [1, 2, 3, 4, 5],
    worksFrom: '09:00',
    worksUntil: '17:00',
    holidays: [],
    digestCron: '0 9 * * 1-5',
    ...given,
  }) as Team;
const at = (text: string) => new Date(`${text}Z`);
const THURSDAY_9 = at('2026-11-19T09:00').getTime();

test('the morning of a team is the start of its work', () => {
  expect(startOfWork({ worksFrom: '09:00' })).toBe('0 9 * * *');
  expect(startOfWork({ worksFrom: '12:30' })).toBe('30 12 * * *');
  expect(startOfWork({ worksFrom: '22:00' }, 1)).toBe('0 22 * * 1');
});

test('a morning message makes sense on days of work, and a late one only during work', () => {
  const isMorning = (moment: string, late: boolean) => isMorningOf(team(), { late }, at(moment));
  expect([isMorning('2026-11-19T09:00', false), isMorning('2026-11-19T16:59', true)]).toEqual([true, true]);
  expect([isMorning('2026-11-19T18:00', true), isMorning('2026-11-19T18:00', false)]).toEqual([false, true]);
  expect([isMorning('2026-11-21T09:00', false), isMorning('2026-11-21T10:00', true)]).toEqual([false, false]);
});

describe('a scheduled message', () => {
  test('is late some minutes after it was due in working time', () => {
    expect(lateSince(team(), THURSDAY_9, at('2026-11-19T09:09'))).toBeNull();
    expect(lateSince(team(), THURSDAY_9, at('2026-11-19T09:10'))).toBeNull();
    expect(lateSince(team(), THURSDAY_9, at('2026-11-19T09:10:01'))).toEqual(at('2026-11-19T09:00'));
    const afternoon = team({ worksFrom: '12:00', worksUntil: '20:00' });
    expect(lateSince(afternoon, THURSDAY_9, at('2026-11-19T12:05'))).toBeNull();
    expect(lateSince(afternoon, THURSDAY_9, at('2026-11-19T14:00'))).toEqual(at('2026-11-19T12:00'));
  });

  test('is outdated once the next one is due', () => {
    expect(isDigestOutdated(team(), THURSDAY_9, at('2026-11-20T08:59'))).toBe(false);
    expect(isDigestOutdated(team(), THURSDAY_9, at('2026-11-20T09:00'))).toBe(true);
    expect(isDigestOutdated(team({ digestCron: '0 9 * * 4' }), THURSDAY_9, at('2026-11-25T12:00'))).toBe(false);
    expect(isDigestOutdated(team({ digestCron: null }), THURSDAY_9, at('2027-11-25T12:00'))).toBe(false);
  });
});
