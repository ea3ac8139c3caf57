import { expect, test } from 'vitest';
import { createMethodLimits } from '../../../src/platform/outbox/limits.ts';
import type { Delivery } from '../../../src/platform/outbox/message.ts';

const message = { text: '', blocks: [] };
const edit: Delivery = { act: 'edit', channel: 'C1', ts: '1.1', message };
const live: Delivery = { ...edit, live: { payload: {}, subjects: [], messageId: 1 } };
const ephemeral: Delivery = { act: 'ephemeral', channel: 'C1', user: 'U1', message };
const post: Delivery = { act: 'post', to: 'C1', message };
/** Slack's second; nothing becomes free during a test. */
const LONG_MS = 3_600_000;

function takenBefore(delivery: Delivery, limits = createMethodLimits(LONG_MS)): number {
  let taken = 0;
  while (limits.waitMs(delivery) === 0 && taken < 1_000) {
    limits.take(delivery);
    taken += 1;
  }
  return taken;
}

test('a flood of edits or of ephemeral messages stays below Slack’s limits of their methods', () => {
  expect(takenBefore(edit)).toBe(40);
  expect(takenBefore(ephemeral)).toBe(80);
});

test('after a burst, nine tenths of a minute’s calls follow in a minute', () => {
  const limits = createMethodLimits(LONG_MS);
  takenBefore(edit, limits);
  const seconds = limits.waitMs(edit) / LONG_MS;
  expect(60 / seconds).toBeCloseTo(45, 0);
});

test('the limit of one method holds up no other, and no post', () => {
  const limits = createMethodLimits(LONG_MS);
  takenBefore(edit, limits);
  expect(limits.waitMs(ephemeral)).toBe(0);
  expect(limits.waitMs(post)).toBe(0);
});

test('edits of live messages leave half of a burst to cards', () => {
  const limits = createMethodLimits(LONG_MS);
  expect(takenBefore(live, limits)).toBe(20);
  expect(takenBefore(edit, limits)).toBe(20);
});

test('without limits, nothing waits', () => {
  const limits = createMethodLimits(0);
  for (let count = 0; count < 1_000; count += 1) limits.take(edit);
  expect(limits.waitMs(edit)).toBe(0);
});
