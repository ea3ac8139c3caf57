import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { slotsBetween } from '../../../src/platform/schedule/slots.ts';

const DAY = 24 * 3_600_000;
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
  'UTC',
];

const slots = (cron: string, zone: string, after: string, until: string) =>
  slotsBetween(cron, zone, new Date(after), new Date(until)).map((slot) => slot.toISOString().slice(0, 16));

test('02:30 occurs once on the day that skips it, an hour later', () => {
  expect(slots('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', '2026-03-30T12:00Z')).toEqual([
    '2026-03-29T01:30',
    '2026-03-30T00:30',
  ]);
});

test('02:30 occurs once on the day that has it twice, the first time', () => {
  expect(slots('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00Z', '2026-10-26T12:00Z')).toEqual([
    '2026-10-25T00:30',
    '2026-10-26T01:30',
  ]);
});

test('midnight occurs once where clocks skip it or repeat it', () => {
  expect(slots('0 0 * * *', 'America/Santiago', '2026-09-05T12:00Z', '2026-09-07T12:00Z')).toEqual([
    '2026-09-06T04:00',
    '2026-09-07T03:00',
  ]);
  expect(slots('30 23 * * *', 'America/Santiago', '2026-04-04T12:00Z', '2026-04-06T12:00Z')).toEqual([
    '2026-04-05T02:30',
    '2026-04-06T03:30',
  ]);
});

test('an hourly job also runs in the repeated hour, and not twice around a skipped one', () => {
  expect(slots('0 * * * *', 'Europe/Berlin', '2026-10-24T22:30Z', '2026-10-25T02:30Z')).toHaveLength(4);
  expect(slots('0 * * * *', 'Europe/Berlin', '2026-10-25T00:45Z', '2026-10-25T01:30Z')).toEqual(['2026-10-25T01:00']);
  expect(slots('0 * * * *', 'Europe/Berlin', '2026-03-28T22:30Z', '2026-03-29T02:30Z')).toHaveLength(4);
});

test('each day has its slot, once, in every zone and at every minute', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 0, 1) }),
      fc.integer({ min: 0, max: 30 * DAY }),
      (zone, hour, minute, fromMs, spanMs) => {
        const found = slotsBetween(`${minute} ${hour} * * *`, zone, new Date(fromMs), new Date(fromMs + spanMs));
        const days = found.map((slot) => DateTime.fromJSDate(slot, { zone }).toISODate());
        expect(new Set(days).size).toBe(days.length);
        expect(found.every((slot) => slot.getTime() > fromMs && slot.getTime() <= fromMs + spanMs)).toBe(true);
        for (let day = 1; day * DAY < spanMs - 2 * DAY; day += 1) {
          expect(days).toContain(DateTime.fromMillis(fromMs + day * DAY, { zone }).toISODate());
        }
        const shifted = found.filter((slot) => DateTime.fromJSDate(slot, { zone }).minute !== minute);
        expect(shifted.length).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 150 },
  );
});

test('consecutive spans have the slots of the whole, none twice', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom('30 2 * * *', '0 * * * *', '15 1,2,3 * * *', '0 0 * * 0', '30 2 25 10 *'),
      fc.constantFrom('2026-03-27T00:00Z', '2026-10-23T00:00Z', '2026-04-03T00:00Z', '2026-09-04T00:00Z'),
      fc.array(fc.integer({ min: 1, max: 30 * 60 }), { minLength: 1, maxLength: 20 }),
      (zone, cron, start, minutes) => {
        let at = new Date(start);
        const parts: Date[] = [];
        for (const minute of minutes) {
          const next = new Date(at.getTime() + minute * 60_000);
          parts.push(...slotsBetween(cron, zone, at, next));
          at = next;
        }
        expect(parts).toEqual(slotsBetween(cron, zone, new Date(start), at));
      },
    ),
    { numRuns: 150 },
  );
});

test('of a long past only the latest slot is computed', () => {
  const [from, until] = [new Date('2020-01-01T00:00Z'), new Date('2026-06-01T00:00Z')];
  const oldest = new Date('2026-05-30T00:00Z');
  expect(slotsBetween('0 9 * * *', 'UTC', from, until, oldest)).toHaveLength(2);
  expect(slotsBetween('0 9 1 1 *', 'UTC', from, until, oldest)).toEqual([new Date('2026-01-01T09:00Z')]);
  expect(slotsBetween('0 9 29 2 *', 'UTC', from, until, oldest)).toEqual([new Date('2024-02-29T09:00Z')]);
  expect(slotsBetween('0 9 29 2 *', 'UTC', new Date('2024-03-01T00:00Z'), until, oldest)).toEqual([]);
});

test('a slot belongs to the span that ends with it', () => {
  expect(slots('0 9 * * *', 'UTC', '2026-06-01T08:59Z', '2026-06-01T09:00Z')).toEqual(['2026-06-01T09:00']);
  expect(slots('0 9 * * *', 'UTC', '2026-06-01T09:00Z', '2026-06-01T10:00Z')).toEqual([]);
});
