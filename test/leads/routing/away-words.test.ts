import { expect, test } from 'vitest';
import { readAway } from '../../../src/leads/routing/away-words.ts';

/** A Thursday, 10:00 in Berlin. */
const now = new Date('2026-11-19T09:00:00Z');
const back = (words: string) => readAway(words, 'Europe/Berlin', now)?.toISOString();

test.each([
  ['until Monday', '2026-11-23T08:00:00.000Z'],
  ['until next monday', '2026-11-23T08:00:00.000Z'],
  ['until Thursday', '2026-11-26T08:00:00.000Z'],
  ...['until', 'till'].map((word) => [`${word} fri`, '2026-11-20T08:00:00.000Z']),
  ['until tomorrow', '2026-11-20T08:00:00.000Z'],
  ['until 2026-12-01', '2026-12-01T08:00:00.000Z'],
  ['for 3 days', '2026-11-22T08:00:00.000Z'],
  ['for a week', '2026-11-26T08:00:00.000Z'],
  ['until Dec 24', '2026-12-24T08:00:00.000Z'],
  ['until 24 December', '2026-12-24T08:00:00.000Z'],
  ['until December 24th, 2026', '2026-12-24T08:00:00.000Z'],
  ['until Jan 7', '2027-01-07T08:00:00.000Z'],
  ['until 24.12.2026', '2026-12-24T08:00:00.000Z'],
  ['until 24.12.', '2026-12-24T08:00:00.000Z'],
  ['24/12/2026', '2026-12-24T08:00:00.000Z'],
  ['12/24/2026', '2026-12-24T08:00:00.000Z'],
  ['until 12/12/2026', '2026-12-12T08:00:00.000Z'],
  ['until Monday at 14:00', '2026-11-23T13:00:00.000Z'],
  ['until Monday 2:30 pm', '2026-11-23T13:30:00.000Z'],
  ['until 2026-12-01 noon', '2026-12-01T11:00:00.000Z'],
  ['until today at 5pm', '2026-11-19T16:00:00.000Z'],
])('"%s" ends at %s', (words, at) => {
  expect(back(words)).toBe(at);
});

test('without an end until the person returns', () => {
  expect(readAway('', 'Europe/Berlin', now)).toBe(null);
});

test.each([
  'until 1/12/2026',
  'until 31.11.2026',
  'until Dec 32',
  'until Monday at 25:00',
  'until today at 9',
  'until 2026-11-01',
  'until 2026-02-31',
  'until whenever',
  'for 0 days',
  'until m',
])('"%s" is refused', (words) => {
  expect(readAway(words, 'Europe/Berlin', now)).toBe(undefined);
});
