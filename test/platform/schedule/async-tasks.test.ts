import { describe, expect, test, vi } from 'vitest';
import type { AsyncTask } from '../../../src/platform/schedule/job.ts';
import { oneAtATime } from '../../../src/platform/schedule/one-at-a-time.ts';
import { createSchedule } from '../../../src/platform/schedule/schedule.ts';
import { setting } from './fixtures.ts';
import { saying } from './saying.ts';

const forever = () => new Promise<never>(() => {});
const task = (name: string, run: AsyncTask['run']): AsyncTask => ({ name, run });

describe('an async task', () => {
  test('that hangs delays no job, transactional task or other async task', async () => {
    const baton = setting('2026-06-01T06:00Z');
    const ran: string[] = [];
    const work = {
      jobs: () => [saying('0 9 * * *')],
      transactionalTasks: [{ name: 'change', run: () => void ran.push('change') }],
      asyncTasks: [task('hangs', forever), task('other', async () => void ran.push('other'))],
    };
    const schedule = createSchedule(baton, work);
    schedule.start();
    await vi.waitFor(() => expect(ran).toContain('other'));
    ran.length = 0;
    baton.set('2026-06-01T07:00Z');
    void schedule.runDue();
    await vi.waitFor(() => expect(ran.toSorted()).toEqual(['change', 'other']));
    expect(baton.said()).toEqual(['2026-06-01T07:00']);
    void schedule.stop();
  });

  test('runs once at a time, and once more for requests meanwhile', async () => {
    const baton = setting('2026-06-01T06:00Z');
    const runs: (() => void)[] = [];
    const run = () => new Promise<void>((resolve) => void runs.push(resolve));
    const schedule = baton.begin(() => [], [], [task('slow', run)]);
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    const asked = [schedule.runDue(), schedule.runDue()];
    await new Promise((resolve) => setImmediate(resolve));
    expect(runs).toHaveLength(1);
    runs[0]?.();
    await vi.waitFor(() => expect(runs).toHaveLength(2));
    runs[1]?.();
    await Promise.all(asked);
    expect(runs).toHaveLength(2);
  });

  test('that fails is named, until it succeeds', async () => {
    const baton = setting('2026-06-01T06:00Z');
    let broken = true;
    const fails = task('fails', async () => {
      if (broken) throw new Error('no');
    });
    const schedule = baton.begin(() => [], [], [fails]);
    await schedule.runDue();
    expect(schedule.failing()).toEqual([{ job: 'fails', since: baton.now() }]);
    broken = false;
    await schedule.runDue();
    expect(schedule.failing()).toEqual([]);
  });

  test('is aborted, and awaited', async () => {
    const baton = setting('2026-06-01T06:00Z');
    const seen: string[] = [];
    const listens = task('listens', async (stop) => {
      seen.push('started');
      await new Promise((resolve) => stop.addEventListener('abort', resolve));
      await new Promise((resolve) => setImmediate(resolve));
      seen.push('ended');
    });
    const schedule = baton.begin(() => [], [], [listens]);
    await vi.waitFor(() => expect(seen).toEqual(['started']));
    await schedule.stop();
    expect(seen).toEqual(['started', 'ended']);
  });
});

test('a run requested during the end of another starts after it, and only once', async () => {
  let running = 0;
  let most = 0;
  const { run } = oneAtATime(async () => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
  });
  await Promise.all([run().then(run), run().then(run), run().then(run)]);
  expect(most).toBe(1);
});
