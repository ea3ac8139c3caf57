import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slots } from '../../../src/platform/schedule/table.ts';
import { setting } from './fixtures.ts';
import { saying } from './saying.ts';

const HOUR = 3_600_000;
const daily = saying('0 9 * * *');

describe('a slot', () => {
  test('runs once when it is due, for any number of ticks', async () => {
    const baton = setting('2026-06-01T06:00Z');
    const schedule = baton.begin(() => [daily]);
    await schedule.runDue();
    baton.set('2026-06-01T06:59:59Z');
    await schedule.runDue();
    expect(baton.said()).toEqual([]);
    baton.set('2026-06-01T07:00Z');
    await Promise.all([schedule.runDue(), schedule.runDue(), schedule.runDue()]);
    await schedule.runDue();
    expect(baton.said()).toEqual(['2026-06-01T07:00']);
  });

  test('runs once with two schedules over one database', async () => {
    const baton = setting('2026-06-01T06:00Z');
    const [one, other] = [baton.begin(() => [daily]), baton.begin(() => [daily])];
    await one.runDue();
    baton.set('2026-06-01T07:00Z');
    await Promise.all([one.runDue(), other.runDue()]);
    expect(baton.said()).toEqual(['2026-06-01T07:00']);
  });

  test('that ran before a restart does not run after it', async () => {
    const baton = setting('2026-06-01T06:00Z');
    const first = baton.begin(() => [daily]);
    await first.runDue();
    baton.set('2026-06-01T07:00Z');
    await first.runDue();
    await first.stop();
    await baton.begin(() => [daily]).runDue();
    expect(baton.said()).toEqual(['2026-06-01T07:00']);
  });

  test('runs at the start if it was missed, and is marked as late', async () => {
    const baton = setting('2026-06-01T06:00Z');
    const first = baton.begin(() => [daily]);
    await first.runDue();
    await first.stop();
    baton.set('2026-06-01T07:20Z');
    const second = baton.begin(() => [daily]);
    await second.stop();
    expect(baton.said()).toEqual(['2026-06-01T07:00 late']);
  });

  test('is not late within five minutes', async () => {
    const baton = setting('2026-06-01T06:00Z');
    const schedule = baton.begin(() => [daily]);
    await schedule.runDue();
    baton.set('2026-06-01T07:05Z');
    await schedule.runDue();
    baton.set('2026-06-02T07:05:00.001Z');
    await schedule.runDue();
    expect(baton.said()).toEqual(['2026-06-01T07:00', '2026-06-02T07:00 late']);
  });

  test('missed for five days runs once, and the days before it are recorded as done', async () => {
    const baton = setting('2026-06-01T06:00Z');
    const first = baton.begin(() => [daily]);
    await first.runDue();
    await first.stop();
    baton.set('2026-06-05T12:00Z');
    await baton.begin(() => [daily]).runDue();
    expect(baton.said()).toEqual(['2026-06-05T07:00 late']);
    expect(baton.ledger()).toHaveLength(5);
  });

  test('of 02:30 runs once on both days of a clock change', async () => {
    for (const [start, slot] of [
      ['2026-03-28T12:00Z', '2026-03-29T01:30'],
      ['2026-10-24T12:00Z', '2026-10-25T00:30'],
    ] as const) {
      const baton = setting(start);
      const schedule = baton.begin(() => [saying('30 2 * * *')]);
      for (let quarter = 0; quarter < 96; quarter += 1) {
        await schedule.runDue();
        baton.shift(HOUR / 4);
      }
      expect(baton.said()).toEqual([slot]);
    }
  });
});

describe('a clock that is set', () => {
  test('an hour back runs nothing twice, and the next slot still runs', async () => {
    const baton = setting('2026-06-01T06:00Z');
    const schedule = baton.begin(() => [daily]);
    await schedule.runDue();
    for (const time of ['01T07:30Z', '01T06:30Z', '01T07:00Z', '01T08:00Z', '02T07:00Z']) {
      baton.set(`2026-06-${time}`);
      await schedule.runDue();
    }
    expect(baton.said()).toEqual(['2026-06-01T07:00 late', '2026-06-02T07:00']);
  });

  test('an hour back just after a job was added skips none of its slots', async () => {
    const baton = setting('2026-06-01T07:30Z');
    const schedule = baton.begin(() => [daily]);
    await schedule.runDue();
    for (const time of ['06:30Z', '07:00Z']) {
      baton.set(`2026-06-01T${time}`);
      await schedule.runDue();
    }
    expect(baton.said()).toEqual(['2026-06-01T07:00']);
  });

  test('right after it was years ahead does not delay the job', async () => {
    const baton = setting('2026-06-01T06:00Z');
    const schedule = baton.begin(() => [daily]);
    await schedule.runDue();
    for (const time of ['2030-06-01T07:00Z', '2026-06-01T06:30Z', '2026-06-01T07:00Z', '2026-06-02T07:00Z']) {
      baton.set(time);
      await schedule.runDue();
    }
    expect(baton.said()).toEqual(['2030-06-01T07:00', '2026-06-01T07:00', '2026-06-02T07:00']);
  });

  test('by an hour either way, repeatedly, with restarts between, runs each slot once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('2026-03-27T12:00Z', '2026-10-23T12:00Z', '2026-06-01T12:00Z'),
        fc.constantFrom('30 2 * * *', '0 9 * * *', '0 0 * * *'),
        fc.array(
          fc.oneof(
            fc.record({ ahead: fc.integer({ min: 1, max: 20 * 60 }) }),
            fc.constantFrom({ step: 60 }, { step: -60 }, { restart: true }),
          ),
          { maxLength: 40 },
        ),
        async (start, cron, moves) => {
          const baton = setting(start);
          const job = saying(cron);
          let schedule = baton.begin(() => [job]);
          await schedule.runDue();
          let latest = baton.now();
          for (const move of moves) {
            if ('restart' in move) {
              await schedule.stop();
              schedule = baton.begin(() => [job]);
            } else {
              baton.shift(('ahead' in move ? move.ahead : move.step) * 60_000);
            }
            await schedule.runDue();
            if (baton.now() > latest) latest = baton.now();
          }
          await schedule.stop();
          const said = baton.said().map((line) => line.slice(0, 16));
          expect(new Set(said).size).toBe(said.length);
          // One slot a day; none is more than 25 hours after the one before, or after the start.
          const moments = [start, ...said, latest.toISOString()].map((text) => Date.parse(`${text.slice(0, 16)}Z`));
          const gaps = moments.slice(1).map((moment, i) => moment - (moments[i] ?? moment));
          expect(Math.max(...gaps)).toBeLessThanOrEqual(25 * HOUR);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a job', () => {
  test('that is new runs no past slots', async () => {
    const baton = setting('2026-06-01T07:00:30Z');
    await baton.begin(() => [daily]).runDue();
    expect(baton.said()).toEqual([]);
  });

  test('with a new time or zone runs no past slots', async () => {
    const baton = setting('2026-06-01T06:00Z');
    let job = daily;
    const schedule = baton.begin(() => [job]);
    await schedule.runDue();
    baton.set('2026-06-01T12:00Z');
    job = saying('0 8 * * *');
    await schedule.runDue();
    baton.set('2026-06-01T12:30Z');
    job = saying('0 8 * * *', 'America/New_York');
    await schedule.runDue();
    await schedule.runDue();
    expect(baton.said()).toEqual([]);
    baton.set('2026-06-02T12:00Z');
    await schedule.runDue();
    expect(baton.said()).toEqual(['2026-06-02T12:00']);
  });

  test('that was removed and returns runs no slots of the time between', async () => {
    const baton = setting('2026-06-01T06:00Z');
    let jobs = [daily];
    const schedule = baton.begin(() => jobs);
    await schedule.runDue();
    baton.set('2026-06-01T07:00Z');
    await schedule.runDue();
    jobs = [];
    await schedule.runDue();
    baton.set('2026-06-03T12:00Z');
    jobs = [daily];
    await schedule.runDue();
    await schedule.runDue();
    expect(baton.said()).toEqual(['2026-06-01T07:00']);
    baton.set('2026-06-04T07:00Z');
    await schedule.runDue();
    expect(baton.said()).toEqual(['2026-06-01T07:00', '2026-06-04T07:00']);
  });

  test('that fails records nothing, delays no other, and is retried', async () => {
    const baton = setting('2026-06-01T06:00Z');
    const failing = saying('0 9 * * *', 'Europe/Berlin', 'failing');
    let broken = true;
    const schedule = baton.begin(() => [
      {
        ...failing,
        run: (tx, slot, now) => {
          failing.run(tx, slot, now);
          if (broken) throw new Error('not yet');
        },
      },
      daily,
    ]);
    await schedule.runDue();
    baton.set('2026-06-01T07:00Z');
    await schedule.runDue();
    expect(baton.said()).toEqual(['2026-06-01T07:00']);
    expect(baton.errors).toEqual([expect.objectContaining({ job: 'failing' })]);
    broken = false;
    baton.set('2026-06-01T07:01Z');
    await schedule.runDue();
    await schedule.runDue();
    expect(baton.said()).toEqual(['2026-06-01T07:00', '2026-06-01T07:00']);
  });

  test('with an invalid expression delays no other', async () => {
    const baton = setting('2026-06-01T06:00Z');
    const schedule = baton.begin(() => [
      saying('rubbish', 'UTC', 'rubbish'),
      saying('0 9 * * *', 'Mars', 'mars'),
      daily,
    ]);
    await schedule.runDue();
    baton.set('2026-06-01T07:00Z');
    await schedule.runDue();
    expect(baton.said()).toEqual(['2026-06-01T07:00']);
    expect(baton.errors).toContainEqual(expect.objectContaining({ job: 'mars' }));
  });

  test('keeps its ledger for two months, and its latest slot for good', async () => {
    const baton = setting('2026-01-01T06:00Z');
    const yearly = saying('0 9 2 1 *', 'Europe/Berlin', 'yearly');
    const schedule = baton.begin(() => [daily, yearly]);
    for (let day = 0; day < 90; day += 1) {
      await schedule.runDue();
      baton.shift(24 * HOUR);
    }
    await schedule.runDue();
    expect(baton.db.select().from(slots).all()).toHaveLength(60 + 1);
    expect(baton.ledger()[0]).toBe('2026-01-02T08:00');
    expect(baton.said().filter((line) => line.startsWith('2026-01-02'))).toHaveLength(2);
  });
});

test('transactional tasks run at every tick, and a failed one delays neither jobs nor other tasks', async () => {
  const baton = setting('2026-06-01T06:00Z');
  const ran: string[] = [];
  const schedule = baton.begin(
    () => [daily],
    [
      {
        name: 'broken',
        run: () => {
          throw new Error('no');
        },
      },
      { name: 'whole', run: (_tx, now) => void ran.push(now.toISOString()) },
    ],
  );
  await schedule.runDue();
  ran.length = 0;
  baton.set('2026-06-01T07:00Z');
  await schedule.runDue();
  expect(ran).toEqual(['2026-06-01T07:00:00.000Z']);
  expect(baton.said()).toEqual(['2026-06-01T07:00']);
  expect(schedule.failing()).toEqual([{ job: 'broken', since: new Date('2026-06-01T06:00Z') }]);
  // Once for both failures.
  expect(baton.errors).toEqual([expect.objectContaining({ job: 'broken' })]);
});

test('a stopped schedule does nothing more', async () => {
  const baton = setting('2026-06-01T06:00Z');
  const schedule = baton.begin(() => [daily]);
  await schedule.runDue();
  await schedule.stop();
  baton.set('2026-06-01T07:00Z');
  await schedule.runDue();
  expect(baton.said()).toEqual([]);
});

test('unreadable settings are retried, and tasks continue', async () => {
  const baton = setting('2026-06-01T06:00Z');
  let readable = false;
  const ran: Date[] = [];
  const schedule = baton.begin(() => {
    if (!readable) throw new Error('no table');
    return [daily];
  }, [{ name: 'task', run: (_tx, now) => void ran.push(now) }]);
  await schedule.runDue();
  expect(baton.errors.length).toBeGreaterThan(0);
  expect(ran.length).toBeGreaterThan(0);
  readable = true;
  await schedule.runDue();
  baton.set('2026-06-01T07:00Z');
  await schedule.runDue();
  expect(baton.said()).toEqual(['2026-06-01T07:00']);
});
