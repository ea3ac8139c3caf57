import { describe, expect, test } from 'vitest';
import { atLeast, atMost, isGrosslyOff, isMet, type Mark, type Row } from '../../bench/bench.ts';
import { rounds } from '../../bench/measure/rounds.ts';
import { exactly, percentile, ratios, spread } from '../../bench/measure/statistics.ts';
import { contact } from '../../bench/seed/words.ts';

const row = (value: number, mark?: Mark, guards = true): Row => ({
  what: 'a figure',
  value: exactly(value),
  unit: '×',
  mark,
  seen: '',
  guards,
});

describe('a figure', () => {
  test.each([
    [0.75, atLeast(0.75), true],
    [0.74, atLeast(0.75), false],
    [1.5, atMost(1.5), true],
    [1.6, atMost(1.5), false],
    [1.6, undefined, undefined],
  ])('of %d beside %o: %s', (value, mark, met) => {
    expect(isMet(row(value, mark))).toBe(met);
  });

  test.each([
    [3, atMost(1.5), false],
    [3.1, atMost(1.5), true],
    [0.37, atLeast(0.75), true],
    [0.38, atLeast(0.75), false],
  ])('is grossly off beyond a factor of two: %d beside %o', (value, mark, off) => {
    expect(isGrosslyOff(row(value, mark))).toBe(off);
  });

  test('that misses its mark is held against what is known of it', () => {
    expect(isGrosslyOff(row(9, atMost(3, 5)))).toBe(false);
    expect(isGrosslyOff(row(11, atMost(3, 5)))).toBe(true);
  });

  test('that a busy machine alone can change fails nothing', () => {
    expect(isGrosslyOff(row(99, atMost(1.5), false))).toBe(false);
  });
});

test('the middle of the rounds is what counts, and their middle half what is shown', () => {
  expect(spread([9, 1, 2, 8, 3, 7, 4, 6])).toEqual({ median: 4, low: 2, high: 7 });
  expect(percentile([5, 1, 3], 0.99)).toBe(5);
  expect(ratios([2, 9], [1, 3])).toEqual([2, 3]);
});

test('contenders take turns, and the warm-up does not count', async () => {
  const order: string[] = [];
  let calls = 0;
  const call = (name: string) => () => {
    order.push(name);
    calls += 1;
    return calls;
  };
  const results = await rounds({ count: 2, warmUp: 1 }, { a: call('a'), b: call('b') });
  expect(order.join('')).toBe('baabba');
  expect(results).toEqual({ a: [3, 6], b: [4, 5] });
});

test('seeded people are many and always the same', () => {
  const names = Array.from({ length: 5_000 }, (_, number) => contact(number).name);
  expect(new Set(names).size).toBeGreaterThan(4_000);
  expect(contact(777)).toEqual(contact(777));
});
