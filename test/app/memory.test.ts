import { expect, test } from 'vitest';
import { createRestWatch } from '../../src/app/memory.ts';

const MB = 2 ** 20;
const MINUTE = 60_000;
const WORK = 1_000;

/** Looks every five seconds, in which the process has worked for so many milliseconds; answers when garbage is collected. */
function looks(worked: readonly number[], heapMb: number): number[] {
  const watch = createRestWatch();
  watch.collected(0, 40 * MB);
  let processorMs = 0;
  const collected: number[] = [];
  for (const [number, ms] of worked.entries()) {
    processorMs += ms;
    const atMs = 20 * MINUTE + number * 5_000;
    if (!watch.isDue({ atMs, processorMs, heapBytes: heapMb * MB })) continue;
    watch.collected(atMs, heapMb * MB);
    collected.push(number);
  }
  return collected;
}

test('garbage is collected once, when Baton has rested for ten seconds after work', () => {
  expect(looks([WORK, WORK, 10, 10, 10, 10, 10], 80)).toEqual([3]);
});

test('not while it works, also a little', () => {
  expect(looks([WORK, 10, WORK, 10, WORK, 10], 80)).toEqual([]);
  expect(looks([60, 60, 60, 60, 60], 80)).toEqual([]);
});

test('not for less than sixteen megabytes', () => {
  expect(looks([WORK, 10, 10, 10, 10], 55)).toEqual([]);
});

test('not again within twenty seconds', () => {
  const watch = createRestWatch();
  watch.collected(0, 40 * MB);
  const seen = (atMs: number) => watch.isDue({ atMs, processorMs: 0, heapBytes: 80 * MB });
  expect([0, 5_000, 10_000, 15_000, 20_000].map(seen)).toEqual([false, false, false, false, true]);
});
