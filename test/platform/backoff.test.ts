import { expect, test } from 'vitest';
import { pauseMs } from '../../src/platform/backoff.ts';

test('pauses double from the first to the longest, and at least half of each is waited', () => {
  const pauses = { firstMs: 1_000, longestMs: 60_000 };
  const whole = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000];
  for (const [index, ms] of whole.entries()) {
    for (let time = 0; time < 50; time += 1) {
      const pause = pauseMs(pauses, index + 1);
      expect(pause).toBeGreaterThanOrEqual(ms / 2);
      expect(pause).toBeLessThanOrEqual(ms);
    }
  }
});

test('after a year of failures the pause is still the longest', () => {
  expect(pauseMs({ firstMs: 0, longestMs: 60_000 }, 500_000)).toBe(0);
  expect(pauseMs({ firstMs: 1, longestMs: 60_000 }, 500_000)).toBeGreaterThanOrEqual(30_000);
});
