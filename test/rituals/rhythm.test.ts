import { expect, test } from 'vitest';
import { usualDayFrom } from '../../src/rituals/rhythm.ts';
import { memoryDatabase } from '../support/temp-database.ts';
import { namedRitual } from './world.ts';

const calendar = { zone: 'UTC', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00', holidays: [] };
const day = { weekday: 2, week: 2, month: 3 } as const;

test.each([
  ['half_yearly', {}, '2026-01-01', '2026-03-10'],
  ['half_yearly', {}, '2026-03-11', '2026-09-08'],
  ['yearly', {}, '2026-03-11', '2027-03-09'],
  ['quarterly', {}, '2026-03-11', '2026-06-09'],
  ['monthly', {}, '2026-03-10', '2026-03-10'],
  // A day off moves it, also into the next month.
  ['monthly', { holidays: ['2026-03-10', '2026-03-11'] }, '2026-03-11', '2026-03-12'],
  ['weekly', {}, '2026-03-04', '2026-03-10'],
  ['weekly', { holidays: ['2026-03-10'] }, '2026-03-10', '2026-03-11'],
  // A week without work after its day has none.
  ['weekly', { holidays: ['2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'] }, '2026-03-09', '2026-03-17'],
] as const)('%s with %o from %s: %s', (rhythm, hours, from, expected) => {
  expect(usualDayFrom({ ...calendar, ...hours }, rhythm, day, from)).toBe(expected);
});

test('a rhythm has no days to show without a sales team', () => {
  const told = { answered: new Set<string>(), happened: [], instead: undefined };
  expect(namedRitual(told).rhythm.preview?.(memoryDatabase(), 'monthly', new Date())).toBeUndefined();
});
