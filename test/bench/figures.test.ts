import { describe, expect, test } from 'vitest';
import { atLeast, atMost, isFarOff, isMet, type Row, type Target } from '../../bench/bench.ts';
import { rounds } from '../../bench/measure/rounds.ts';
import { exactly, percentile, ratios, spread } from '../../bench/measure/statistics.ts';
import { chartOf } from '../../bench/report/chart.ts';
import { contact } from '../../bench/seed/words.ts';

const row = (value: number, target?: Target, guards = true): Row => ({
  what: 'a figure',
  value: exactly(value),
  unit: '×',
  target,
  absolute: '',
  guards,
});

describe('a figure', () => {
  test.each([
    [0.75, atLeast(0.75), true],
    [0.74, atLeast(0.75), false],
    [1.5, atMost(1.5), true],
    [1.6, atMost(1.5), false],
    [1.6, undefined, undefined],
  ])('of %d with target %o: %s', (value, target, met) => {
    expect(isMet(row(value, target))).toBe(met);
  });

  test.each([
    [3, atMost(1.5), false],
    [3.1, atMost(1.5), true],
    [0.37, atLeast(0.75), true],
    [0.38, atLeast(0.75), false],
  ])('is far off beyond a factor of two: %d with target %o', (value, target, off) => {
    expect(isFarOff(row(value, target))).toBe(off);
  });

  test('that misses its target is compared with its known value', () => {
    expect(isFarOff(row(9, atMost(3, 5)))).toBe(false);
    expect(isFarOff(row(11, atMost(3, 5)))).toBe(true);
  });

  test('that depends on the load of the machine never fails', () => {
    expect(isFarOff(row(99, atMost(1.5), false))).toBe(false);
  });
});

test('the median of the rounds counts, and the quartiles are shown', () => {
  expect(spread([9, 1, 2, 8, 3, 7, 4, 6])).toEqual({ median: 4, low: 2, high: 7 });
  expect(percentile([5, 1, 3], 0.99)).toBe(5);
  expect(ratios([2, 9], [1, 3])).toEqual([2, 3]);
});

test('contenders alternate, and the warm-up does not count', async () => {
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

test('seeded people are varied and always the same', () => {
  const names = Array.from({ length: 5_000 }, (_, number) => contact(number).name);
  expect(new Set(names).size).toBeGreaterThan(4_000);
  expect(contact(777)).toEqual(contact(777));
});

describe('the chart of cost by size', () => {
  const chart = chartOf([
    {
      name: 'Flat',
      points: [
        [1_000, 1],
        [1_000_000, 1],
      ],
    },
    {
      name: 'Steep',
      points: [
        [1_000, 0.01],
        [1_000_000, 1.05],
      ],
    },
  ]);
  const heights = [...chart.matchAll(/<polyline points="([^"]*)"/g)].map(([, points = '']) =>
    points.split(' ').map((point) => Number(point.split(',')[1])),
  );

  test('shows a flat line for a cost that does not grow, and a steep one for one that does', () => {
    expect(heights[0]?.[0]).toBe(heights[0]?.[1]);
    expect(heights[1]?.[0]).toBeGreaterThan((heights[1]?.[1] ?? 0) + 100);
  });

  test('labels that end at the same height do not overlap', () => {
    const labels = ['Flat', 'Steep'].map((name) => Number(new RegExp(`y="([\\d.]+)"[^>]*>${name}:`).exec(chart)?.[1]));
    expect(Math.abs((labels[0] ?? 0) - (labels[1] ?? 0))).toBeGreaterThanOrEqual(16);
  });
});
