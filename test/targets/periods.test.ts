import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { periodAt, targetPeriod } from '../../src/targets/periods.ts';

test('a year begins in the zone of the team', () => {
  const at = new Date('2026-12-31T16:00:00Z');
  expect(periodAt('quarter', 'Asia/Tokyo', at).key).toBe('2027-Q1');
  expect(periodAt('quarter', 'America/New_York', at)).toMatchObject({
    ...{ key: '2026-Q4', unit: 'quarter', first: '2026-10-01', last: '2026-12-31' },
    ...{ from: new Date('2026-10-01T04:00:00Z'), to: new Date('2027-01-01T05:00:00Z') },
  });
  expect(periodAt('month', 'America/New_York', at, 1).key).toBe('2027-01');
  expect(periodAt('month', 'Asia/Tokyo', at, -1).key).toBe('2026-12');
});

test('a key is a month or a quarter', () => {
  expect(targetPeriod('2024-02', 'UTC')).toMatchObject({ first: '2024-02-01', last: '2024-02-29' });
  for (const key of ['2026-Q5', '2026-13', '2026-1', '2026', 'Q1', '1926-Q1', '2026-Q1 ']) {
    expect(targetPeriod(key, 'UTC')).toBeUndefined();
  }
});

test('periods are those of the calendar, at any moment and in any zone', () => {
  const at = fc.date({ min: new Date('2020-01-03'), max: new Date('2090-01-01'), noInvalidDate: true });
  const zones = fc.constantFrom('UTC', 'Asia/Tokyo', 'America/St_Johns', 'Pacific/Kiritimati', 'Europe/London');
  fc.assert(
    fc.property(
      at,
      zones,
      fc.constantFrom('month' as const, 'quarter' as const),
      fc.nat(9),
      (moment, zone, unit, n) => {
        const start = DateTime.fromJSDate(moment, { zone })
          .startOf(unit)
          .plus({ [unit]: n - 4 });
        const period = periodAt(unit, zone, moment, n - 4);
        expect([period.first, period.from]).toEqual([start.toISODate(), start.toJSDate()]);
        expect([period.last, period.to]).toEqual([start.endOf(unit).toISODate(), start.plus({ [unit]: 1 }).toJSDate()]);
        expect(targetPeriod(period.key, zone)).toEqual(period);
      },
    ),
  );
});
