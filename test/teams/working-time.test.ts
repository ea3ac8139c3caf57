import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { workingDayBefore } from '../../src/teams/working-days.ts';
import {
  addWorkingTime,
  type Calendar,
  calendarFault,
  isWorking,
  nextStartOfWork,
  nextWeekdayAt,
  nextWorkingDayAt,
  nextWorkingMoment,
  startOfWorkOn,
  workingDaysAhead,
  workingTimeBetween,
  worksOn,
} from '../../src/teams/working-time.ts';

const HOUR = 3_600_000;
const STEP = 15 * 60_000;

const berlin: Calendar = {
  zone: 'Europe/Berlin',
  workDays: [1, 2, 3, 4, 5],
  worksFrom: '09:00',
  worksUntil: '17:00',
  holidays: ['2026-12-25', '2026-04-06'],
};
const night: Calendar = { ...berlin, worksFrom: '22:00', worksUntil: '06:00' };

const local = (text: string, zone = 'Europe/Berlin') => DateTime.fromISO(text, { zone }).toJSDate();
const shown = (at: Date, zone = 'Europe/Berlin') => DateTime.fromJSDate(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");

/** A second implementation, by wall-clock time. */
function isWorkingByTheWall({ zone, workDays, worksFrom, worksUntil, holidays }: Calendar, at: Date): boolean {
  const now = DateTime.fromJSDate(at, { zone });
  const time = now.toFormat('HH:mm');
  const worksOn = (day: DateTime) => workDays.includes(day.weekday) && !holidays.includes(day.toISODate() ?? '');
  if (worksFrom < worksUntil) return worksOn(now) && time >= worksFrom && time < worksUntil;
  return (worksOn(now) && time >= worksFrom) || (worksOn(now.minus({ days: 1 })) && time < worksUntil);
}

const quarterHours = (from: number, until: number) =>
  fc
    .integer({ min: from * 4, max: until * 4 - 1 })
    .map((n) => `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`);

// Clocks change between 23:00 (Santiago has that hour twice) and 3:59 in all of these, so a shift never begins or ends
// within the change.
const calendars: fc.Arbitrary<Calendar> = fc
  .record({
    zone: fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'America/Santiago',
    ),
    workDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    worksFrom: quarterHours(4, 23),
    worksUntil: quarterHours(4, 23),
    holidays: fc.uniqueArray(
      fc.integer({ min: 0, max: 729 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)),
      { maxLength: 12 },
    ),
  })
  .filter(({ worksFrom, worksUntil }) => worksFrom !== worksUntil);

/** Quarter hours, half of them within days of a change of clocks. */
const moments = fc
  .oneof(
    fc.integer({ min: Date.UTC(2026, 0, 2), max: Date.UTC(2027, 11, 1) }),
    fc
      .tuple(
        fc.constantFrom(
          '2026-03-08',
          '2026-03-29',
          '2026-04-05',
          '2026-09-06',
          '2026-10-04',
          '2026-10-25',
          '2026-11-01',
        ),
        fc.integer({ min: -3 * 24 * HOUR, max: 3 * 24 * HOUR }),
      )
      .map(([day, off]) => Date.parse(day) + off),
  )
  .map((ms) => new Date(ms - (ms % STEP)));

describe('working time agrees with the wall clock in any calendar', () => {
  test('the state of a moment', () => {
    fc.assert(
      fc.property(calendars, moments, (calendar, at) => {
        expect(isWorking(calendar, at)).toBe(isWorkingByTheWall(calendar, at));
      }),
      { numRuns: 700 },
    );
  });

  test('the length of a span', () => {
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 0, max: 4 * 96 }), (calendar, from, steps) => {
        let worked = 0;
        for (let step = 0; step < steps; step += 1) {
          if (isWorkingByTheWall(calendar, new Date(from.getTime() + step * STEP))) worked += STEP;
        }
        expect(workingTimeBetween(calendar, from, new Date(from.getTime() + steps * STEP))).toBe(worked);
      }),
      { numRuns: 150 },
    );
  });

  test('an added length has passed at the result, and not before', () => {
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 1, max: 60 * HOUR }), (calendar, from, ms) => {
        const until = addWorkingTime(calendar, from, ms);
        expect(workingTimeBetween(calendar, from, until)).toBe(ms);
        expect(workingTimeBetween(calendar, from, new Date(until.getTime() - 1))).toBe(ms - 1);
      }),
      { numRuns: 250 },
    );
  });

  test('two consecutive spans are as long as the whole', () => {
    fc.assert(
      fc.property(calendars, moments, moments, moments, (calendar, ...times) => {
        const [a, b, c] = times.sort((x, y) => x.getTime() - y.getTime());
        const near = new Date(Math.min(c.getTime(), a.getTime() + 60 * 24 * HOUR));
        const middle = new Date(Math.min(b.getTime(), near.getTime()));
        expect(workingTimeBetween(calendar, a, middle) + workingTimeBetween(calendar, middle, near)).toBe(
          workingTimeBetween(calendar, a, near),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('the next working moment is the first working one', () => {
    fc.assert(
      fc.property(calendars, moments, (calendar, at) => {
        const next = nextWorkingMoment(calendar, at);
        expect(isWorking(calendar, next)).toBe(true);
        expect(workingTimeBetween(calendar, at, next)).toBe(0);
        if (isWorking(calendar, at)) expect(next).toEqual(at);
      }),
      { numRuns: 250 },
    );
  });
});

describe('a working day', () => {
  test('ends before its closing time', () => {
    expect(isWorking(berlin, local('2026-06-01T09:00'))).toBe(true);
    expect(isWorking(berlin, local('2026-06-01T08:59:59.999'))).toBe(false);
    expect(isWorking(berlin, local('2026-06-01T16:59:59.999'))).toBe(true);
    expect(isWorking(berlin, local('2026-06-01T17:00'))).toBe(false);
  });

  test('two hours from 15:00 are 17:00, and from 16:00 the next working morning', () => {
    expect(shown(addWorkingTime(berlin, local('2026-06-01T15:00'), 2 * HOUR))).toBe('2026-06-01T17:00');
    expect(shown(addWorkingTime(berlin, local('2026-06-05T16:00'), 2 * HOUR))).toBe('2026-06-08T10:00');
  });

  test('without anything to add, a moment stays, also on a Saturday', () => {
    expect(shown(addWorkingTime(berlin, local('2026-06-06T12:00'), 0))).toBe('2026-06-06T12:00');
  });

  test('begins again on the next day from the moment at which it begins', () => {
    expect(shown(nextStartOfWork(berlin, local('2026-06-01T08:59')))).toBe('2026-06-01T09:00');
    expect(shown(nextStartOfWork(berlin, local('2026-06-01T09:00')))).toBe('2026-06-02T09:00');
  });

  test('days ahead are working days', () => {
    const ahead = (from: string, days: number) => workingDaysAhead(berlin, local(from), days);
    expect([0, 1, 2, 3].map((days) => ahead('2026-06-04T10:00', days))).toEqual([
      ...['2026-06-04', '2026-06-05', '2026-06-08', '2026-06-09'],
    ]);
    expect(ahead('2026-12-24T10:00', 1)).toBe('2026-12-28');
  });

  test('before a date is the last one that is worked', () => {
    const dayBefore = (date: string) => workingDayBefore(berlin, date);
    expect([dayBefore('2026-06-02'), dayBefore('2026-06-01'), dayBefore('2026-12-26')]).toEqual([
      '2026-06-01',
      '2026-05-29',
      '2026-12-24',
    ]);
  });

  test('a weekend and holidays do not count', () => {
    expect(workingTimeBetween(berlin, local('2026-04-02T16:00'), local('2026-04-07T10:00'))).toBe(10 * HOUR);
    expect(shown(nextWorkingMoment(berlin, local('2026-12-24T17:00')))).toBe('2026-12-28T09:00');
  });

  test('has eight hours after a clock change at night, and a night has seven or nine', () => {
    for (const weekend of ['2026-03-29', '2026-10-25']) {
      const sunday = { ...berlin, workDays: [7] };
      expect(workingTimeBetween(sunday, local(`${weekend}T00:00`), local(`${weekend}T23:00`))).toBe(8 * HOUR);
    }
    const saturday = { ...night, workDays: [6] };
    expect(workingTimeBetween(saturday, local('2026-03-28T12:00'), local('2026-03-29T12:00'))).toBe(7 * HOUR);
    expect(workingTimeBetween(saturday, local('2026-10-24T12:00'), local('2026-10-25T12:00'))).toBe(9 * HOUR);
  });

  test('a night belongs to the day of its start', () => {
    expect(isWorking(night, local('2026-06-06T05:59'))).toBe(true);
    expect(isWorking(night, local('2026-06-08T05:59'))).toBe(false);
    expect(isWorking(night, local('2026-12-26T03:00'))).toBe(false);
    expect(shown(addWorkingTime(night, local('2026-06-01T23:00'), 8 * HOUR))).toBe('2026-06-02T23:00');
  });

  test('all day, every day, is possible', () => {
    const always: Calendar = {
      ...berlin,
      workDays: [1, 2, 3, 4, 5, 6, 7],
      worksFrom: '00:00',
      worksUntil: '24:00',
      holidays: [],
    };
    expect(calendarFault(always)).toBeUndefined();
    expect(workingTimeBetween(always, local('2026-03-28T00:00'), local('2026-03-30T00:00'))).toBe(47 * HOUR);
  });
});

describe('a future morning', () => {
  test('tomorrow is the next working day', () => {
    expect(shown(nextWorkingDayAt(berlin, local('2026-06-01T00:01'), '09:00'))).toBe('2026-06-02T09:00');
    expect(shown(nextWorkingDayAt(berlin, local('2026-06-01T23:59'), '09:00'))).toBe('2026-06-02T09:00');
    expect(shown(nextWorkingDayAt(berlin, local('2026-06-05T10:00'), '09:00'))).toBe('2026-06-08T09:00');
    expect(shown(nextWorkingDayAt(berlin, local('2026-12-24T10:00'), '09:00'))).toBe('2026-12-28T09:00');
  });

  test("the day is the team's, not the machine's", () => {
    const tokyo = { ...berlin, zone: 'Asia/Tokyo' };
    expect(nextWorkingDayAt(tokyo, new Date('2026-06-01T16:00Z'), '09:00').toISOString()).toBe(
      '2026-06-03T00:00:00.000Z',
    );
  });

  test('next Monday is a week later on a Monday, and the day after it if Monday is not a working day', () => {
    expect(shown(nextWeekdayAt(berlin, local('2026-06-03T10:00'), 1, '09:00'))).toBe('2026-06-08T09:00');
    expect(shown(nextWeekdayAt(berlin, local('2026-06-01T08:00'), 1, '09:00'))).toBe('2026-06-08T09:00');
    expect(shown(nextWeekdayAt(berlin, local('2026-04-01T10:00'), 1, '09:00'))).toBe('2026-04-07T09:00');
    expect(shown(nextWeekdayAt(berlin, local('2026-06-07T10:00'), 1, '09:00'))).toBe('2026-06-08T09:00');
  });

  test('keeps its hour across a clock change', () => {
    expect(shown(nextWeekdayAt(berlin, local('2026-10-23T10:00'), 1, '09:00'))).toBe('2026-10-26T09:00');
  });
});

describe('an impossible calendar', () => {
  test('is refused at its field', () => {
    const faults: [Partial<Calendar>, string][] = [
      [{ zone: 'CET+1' }, 'zone'],
      [{ workDays: [] }, 'workDays'],
      [{ workDays: [0] }, 'workDays'],
      [{ workDays: [8] }, 'workDays'],
      [{ worksFrom: '9:00' }, 'worksFrom'],
      [{ worksFrom: '24:00' }, 'worksFrom'],
      [{ worksUntil: '25:00' }, 'worksUntil'],
      [{ worksUntil: '17:60' }, 'worksUntil'],
      [{ worksUntil: '09:00' }, 'worksUntil'],
      [{ holidays: ['2026-02-30'] }, 'holidays'],
      [{ holidays: ['25.12.2026'] }, 'holidays'],
      [{ holidays: ['2026-12'] }, 'holidays'],
    ];
    for (const [change, field] of faults) {
      expect(calendarFault({ ...berlin, ...change })?.field, JSON.stringify(change)).toBe(field);
    }
    expect(calendarFault(berlin)).toBeUndefined();
    expect(calendarFault(night)).toBeUndefined();
  });

  test('ends in an error instead of an endless search', () => {
    const never = { ...berlin, workDays: [] };
    const at = local('2026-06-01T10:00');
    expect(() => isWorking(never, at)).toThrow(RangeError);
    expect(() => addWorkingTime(never, at, HOUR)).toThrow(RangeError);
    expect(() => workingTimeBetween(never, at, new Date(at.getTime() + 1))).toThrow(RangeError);
    expect(() => nextWorkingDayAt(never, at, '09:00')).toThrow(RangeError);
    expect(() => nextWeekdayAt({ ...berlin, workDays: [9] }, at, 1, '09:00')).toThrow(RangeError);
    expect(() => workingDaysAhead(never, at, 1)).toThrow(RangeError);
    expect(() => nextWorkingDayAt(berlin, at, '9 am')).toThrow(RangeError);
    expect(() => isWorking({ ...berlin, worksUntil: '09:00' }, at)).toThrow(RangeError);
    const always = {
      ...berlin,
      workDays: [1, 2, 3, 4, 5, 6, 7],
      worksFrom: '00:00',
      worksUntil: '24:00',
      holidays: [],
    };
    const longest = 10 * 366 * 24 * HOUR;
    expect(addWorkingTime(always, at, longest).getTime()).toBe(at.getTime() + longest);
    expect(() => addWorkingTime(always, at, longest + 1)).toThrow(RangeError);
    expect(() => addWorkingTime(berlin, at, -1)).toThrow(RangeError);
    expect(() => addWorkingTime(berlin, at, Number.POSITIVE_INFINITY)).toThrow(RangeError);
    expect(() => addWorkingTime(berlin, at, Number.NaN)).toThrow(RangeError);
    expect(() => isWorking(berlin, new Date(Number.NaN))).toThrow(RangeError);
    expect(workingTimeBetween(berlin, at, new Date(Number.NaN))).toBe(0);
  });

  test('working hours entirely within a skipped hour are skipped', () => {
    const small = { ...berlin, workDays: [7], worksFrom: '02:00', worksUntil: '03:00' };
    expect(shown(nextWorkingMoment(small, local('2026-03-28T12:00')))).toBe('2026-04-05T02:00');
  });

  test('the start of work on a date follows the clock of the wall', () => {
    expect(startOfWorkOn(berlin, '2026-03-27').toISOString()).toBe('2026-03-27T08:00:00.000Z');
    expect(startOfWorkOn(berlin, '2026-03-30').toISOString()).toBe('2026-03-30T07:00:00.000Z');
    expect(['2026-12-24', '2026-12-25', '2026-12-26'].map((date) => worksOn(berlin, date))).toEqual([
      true,
      false,
      false,
    ]);
  });
});
