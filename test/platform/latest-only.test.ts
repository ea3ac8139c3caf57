import { expect, test } from 'vitest';
import { createLatestOnly } from '../../src/platform/latest-only.ts';

/** A task that runs until it is told to end. */
function task(name: string, ran: string[]) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const run = () => {
    ran.push(name);
    return ended;
  };
  return { run, end };
}

test('of the waiting tasks of one key, only the newest runs', async () => {
  const ran: string[] = [];
  const latestOnly = createLatestOnly();
  const [first, second, third] = [task('first', ran), task('second', ran), task('third', ran)];
  const done = latestOnly('a', first.run);
  await latestOnly('a', second.run);
  await latestOnly('a', third.run);
  expect(ran).toEqual(['first']);
  third.end();
  first.end();
  await done;
  expect(ran).toEqual(['first', 'third']);
});

test('another key does not wait, and a failed task releases its key', async () => {
  const ran: string[] = [];
  const latestOnly = createLatestOnly();
  const [held, other, next] = [task('held', ran), task('other', ran), task('next', ran)];
  other.end();
  next.end();
  const done = latestOnly('a', held.run);
  await latestOnly('b', other.run);
  held.end();
  await done;
  await expect(latestOnly('a', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  await latestOnly('a', next.run);
  expect(ran).toEqual(['held', 'other', 'next']);
});
