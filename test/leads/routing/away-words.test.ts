import { expect, test } from 'vitest';
import { readAway } from '../../../src/leads/routing/away-words.ts';

/** A Thursday, 10:00 in Berlin. */
const now = new Date('2026-11-19T09:00:00Z');
const back = (words: string) => readAway(words, 'Europe/Berlin', now)?.toISOString();

test.each([
  ['until Monday', '2026-11-23T08:00:00.000Z'],
  ['until next monday', '2026-11-23T08:00:00.000Z'],
  ['until Thursday', '2026-11-26T08:00:00.000Z'],
  ['till fri', '2026-11-20T08:00:00.000Z'],
  ['until tomorrow', '2026-11-20T08:00:00.000Z'],
  ['until 2026-12-01', '2026-12-01T08:00:00.000Z'],
  ['for 3 days', '2026-11-22T08:00:00.000Z'],
  ['for a week', '2026-11-26T08:00:00.000Z'],
])('"%s" is back at %s', (words, at) => {
  expect(back(words)).toBe(at);
});

test('without an end until they say so', () => {
  expect(readAway('', 'Europe/Berlin', now)).toBe(null);
});

test.each(['until 2026-11-01', 'until 2026-02-31', 'until whenever', 'for 0 days', 'until m'])(
  '"%s" cannot be read',
  (words) => {
    expect(readAway(words, 'Europe/Berlin', now)).toBe(undefined);
  },
);
