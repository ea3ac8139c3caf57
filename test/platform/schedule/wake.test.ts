import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWriter } from '../../../src/platform/db/write.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { createSchedule } from '../../../src/platform/schedule/schedule.ts';
import { systemClock } from '../../../src/platform/time/clock.ts';
import { startChild } from '../../support/child.ts';
import { setting } from './fixtures.ts';
import { saying } from './saying.ts';

const MINUTE = 60_000;

describe('by itself', () => {
  beforeEach(
    () => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }),
  );
  afterEach(() => void vi.useRealTimers());

  /** Lets the write finish, which takes turns of the real event loop. */
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  function running(start: string, tickMs: number) {
    vi.setSystemTime(start);
    const baton = setting(start);
    const schedule = createSchedule(
      { ...baton, now: systemClock },
      { jobs: () => [saying('0 9 * * *', 'UTC')], transactionalTasks: [] },
      { tickMs },
    );
    schedule.start();
    return { ...baton, schedule };
  }

  test.each([
    ['node-cron', 24 * 60 * MINUTE],
    ['the plain timer', 5_000],
  ])('%s wakes it in the minute of the slot', async (_timer, tickMs) => {
    const baton = running('2026-06-01T08:58:30Z', tickMs);
    await settle();
    await vi.advanceTimersByTimeAsync(MINUTE);
    await settle();
    expect(baton.said()).toEqual([]);
    await vi.advanceTimersByTimeAsync(MINUTE);
    await settle();
    expect(baton.said()).toEqual(['2026-06-01T09:00']);
    await baton.schedule.stop();
  });

  test('a slot during a blocked event loop runs afterwards', async () => {
    const baton = running('2026-06-01T08:58:30Z', 24 * 60 * MINUTE);
    await settle();
    vi.setSystemTime('2026-06-01T09:03:20Z');
    await vi.advanceTimersByTimeAsync(MINUTE);
    await settle();
    expect(baton.said()).toEqual(['2026-06-01T09:00']);
    await baton.schedule.stop();
  });

  test('a clock that is set back during the wait does not prolong it', async () => {
    const baton = running('2026-06-01T09:30:30Z', 5_000);
    await settle();
    vi.setSystemTime('2026-06-01T08:59:50Z');
    await vi.advanceTimersByTimeAsync(30_000);
    await settle();
    expect(baton.said()).toEqual(['2026-06-01T09:00']);
    await baton.schedule.stop();
  });
});

describe('kill -9', () => {
  test.each(['before the commit', 'after the commit'])(
    '%s of a slot leaves it done once after a restart',
    async (when) => {
      const { db, write, log, path } = setting('2026-06-01T06:00Z');
      const runDue = async (at: string) => {
        const jobs = () => [saying('0 9 * * *')];
        const schedule = createSchedule({ db, write, log, now: () => new Date(at) }, { jobs, transactionalTasks: [] });
        await schedule.runDue();
        await schedule.stop();
      };
      await runDue('2026-06-01T06:00Z');
      const child = join(import.meta.dirname, 'schedule.child.ts');
      expect(await startChild(child, { DATABASE: path, NOW: '2026-06-01T07:00Z', DIE: when }).ended).toBe('SIGKILL');
      await runDue('2026-06-01T07:02Z');
      await runDue('2026-06-01T07:04Z');
      expect(db.select().from(outbox).all()).toHaveLength(1);
    },
  );
});

test('a minute without a due job writes nothing', async () => {
  const baton = setting('2026-06-01T06:00Z');
  let writes = 0;
  const write = createWriter(baton.db);
  write.onCommit(() => {
    writes += 1;
  });
  const schedule = createSchedule(
    { ...baton, write },
    { jobs: () => [saying('0 9 * * *')], transactionalTasks: [] },
    { tickMs: 24 * 60 * MINUTE },
  );
  await schedule.runDue();
  writes = 0;
  baton.shift(MINUTE);
  await schedule.runDue();
  expect(writes).toBe(0);
  baton.shift(60 * MINUTE);
  await schedule.runDue();
  expect(writes).toBe(1);
  await schedule.stop();
});
