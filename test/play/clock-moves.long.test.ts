import { expect, test } from 'vitest';
import { createStory, DAY_MS } from './story.ts';

const story = createStory();
const { digests, travel } = story;

const dayOf = ({ ts }: { ts: string }) => new Date(Number(ts) * 1000).toDateString();
function nextNoon(after: Date): Date {
  const next = new Date(after);
  do {
    next.setUTCDate(next.getUTCDate() + 1);
    next.setUTCHours(12, 0, 0, 0);
  } while ([0, 6].includes(next.getUTCDay()));
  return next;
}

test('moving the clock by a month posts a digest on each working morning', async () => {
  const now = story.play().slack.store.clock.now();
  const before = digests().length;
  const to = new Date(now.getTime() + 30 * DAY_MS);
  expect(await travel(to.getTime())).toEqual({ ok: true });
  const mornings: string[] = [];
  const morning = new Date(now);
  for (morning.setHours(9, 0, 0, 0); morning < to; morning.setDate(morning.getDate() + 1)) {
    if (morning > now && ![0, 6].includes(morning.getDay())) mornings.push(morning.toDateString());
  }
  expect(digests().slice(before).map(dayOf)).toEqual(mornings);
  expect(digests().some(({ text }) => text.includes('Posted late: this digest'))).toBe(false);
});

test('moving the clock ends while Slack is down, and due messages arrive once Slack is back', async () => {
  const before = digests().length;
  await story.page().ask({ act: 'start_fault', fault: { kind: 'down' } });
  const now = story.play().slack.store.clock.now();
  const to = new Date(now.getTime() + 8 * DAY_MS);
  expect(await travel(to.getTime())).toEqual({ ok: true });
  expect(digests()).toHaveLength(before);
  await story.page().ask({ act: 'clear_faults' });
  // In working time: what waited for Slack also waits for the morning.
  expect(await travel(nextNoon(to).getTime())).toEqual({ ok: true });
  await expect.poll(() => digests().length).toBeGreaterThan(before);
});

test('the clock can be moved back to the machine’s time', async () => {
  await travel(Date.now() + DAY_MS);
  await travel(Date.now());
  expect(Math.abs(story.play().slack.store.clock.now().getTime() - Date.now())).toBeLessThan(60_000);
});
