import { expect, test } from 'vitest';
import { createRateLimit } from '../../src/intake/rate.ts';

/** Seconds to wait, of a source that may send two requests in a minute. */
function limited() {
  const rate = createRateLimit();
  return (atS: number, sourceId = 1) => rate.waitS(sourceId, 2, atS * 1000);
}

test('a minute holds so many requests, and the next one waits until there is room', () => {
  const wait = limited();
  expect([wait(0), wait(0), wait(0), wait(29.5), wait(29.999)]).toEqual([0, 0, 30, 1, 1]);
  expect([wait(30), wait(30)]).toEqual([0, 30]);
});

test('a refused request does not count', () => {
  const wait = limited();
  expect([wait(0), wait(0)]).toEqual([0, 0]);
  for (let second = 1; second < 30; second += 1) expect(wait(second)).toBe(30 - second);
  expect(wait(30)).toBe(0);
});

test('a quiet time is not saved up for later', () => {
  const wait = limited();
  wait(0);
  expect([wait(3_600), wait(3_600), wait(3_600)]).toEqual([0, 0, 30]);
});

test('each source has a minute of its own', () => {
  const wait = limited();
  expect([wait(0), wait(0), wait(0, 2), wait(0, 2)]).toEqual([0, 0, 0, 0]);
});
