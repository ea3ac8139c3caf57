import { expect, test } from 'vitest';
import { allRituals } from '../../src/all-rituals/list.ts';
import { secondsFor } from '../../src/rituals/ritual.ts';

const asking = allRituals.flatMap(({ key, asks }) => (asks ? [{ key, asks }] : []));

test.each(asking)('$key takes a person less than three minutes', ({ asks }) => {
  expect(secondsFor(asks.fields)).toBeLessThan(180);
});

test('keys are unique, and fit into the action of a button', () => {
  const keys = allRituals.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[a-z_]{1,40}$/);
});
