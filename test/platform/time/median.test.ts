import { expect, test } from 'vitest';
import { median } from '../../../src/platform/time/median.ts';

test.each([
  [[], undefined],
  [[4], 4],
  [[9, 1, 5], 5],
  [[8, 2, 4, 100], 6],
])('the median of %j is %j', (spans, is) => {
  expect(median(spans)).toBe(is);
});
