/** The message about the first run changes each three seconds, in real time. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { syncedWorld } from './world.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

test.each([
  [3_000, 4],
  [2_999, 3],
  [0, 2],
])('with four pages of %i ms it changes %i times, the last time at the end', async (ms, times) => {
  const world = await syncedWorld({ page: 1 });
  for (let at = 0; at < 4; at += 1) world.crm.add({ contact: { name: `P ${at}`, email: `p${at}@c${at}.example` } });
  const { changes } = world.crm.crm;
  world.crm.crm.changes = async (...given) => {
    vi.advanceTimersByTime(ms);
    return await changes(...given);
  };
  await world.sync();
  expect(world.announced).toHaveLength(times);
});
