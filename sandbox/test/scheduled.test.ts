import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Sandbox } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';
import { type Answer, call, errorOf } from './support/call.ts';
import { options } from './support/workspace.ts';

let sandbox: Sandbox;
let offsetSeconds = 0;
const now = () => Math.floor(Date.now() / 1000) + offsetSeconds;
const DAY = 24 * 3600;
beforeAll(async () => {
  sandbox = await startSandbox({ ...options, clock: { now: () => new Date(now() * 1000) } });
});
afterAll(() => sandbox.close());

const sales = () => sandbox.ids.channels.sales ?? '';
const schedule = (post_at: number, more: Record<string, unknown> = {}): Promise<Answer> =>
  call(sandbox, 'chat.scheduleMessage', { channel: sales(), text: 'later', post_at, ...more });
const list = async (more: Record<string, unknown> = {}) =>
  (await call(sandbox, 'chat.scheduledMessages.list', more)).scheduled_messages as { id: string; post_at: number }[];
const remove = (id: unknown, channel = sales()) =>
  errorOf(sandbox, 'chat.deleteScheduledMessage', { channel, scheduled_message_id: id });

test('a scheduled message is listed, and posted when the clock reaches its time', async () => {
  const at = now() + 3600;
  const answer = await schedule(at, { text: 'in an hour' });
  expect(answer).toMatchObject({ ok: true, channel: sales(), post_at: at, message: { text: 'in an hour' } });
  expect(await list()).toMatchObject([{ id: answer.scheduled_message_id, channel_id: sales(), text: 'in an hour' }]);
  expect(sandbox.as('sam').sees('#sales')).toEqual([]);
  offsetSeconds += 3601;
  await sandbox.as('sam').waitForMessage('#sales', 'in an hour');
  expect(await list()).toEqual([]);
});

test('a time must be a whole number, in the future and within 120 days', async () => {
  const error = async (at: number) => (await schedule(at)).error;
  expect(await error(now() + 60.5)).toBe('invalid_time');
  expect(await error(now() - 1)).toBe('time_in_past');
  expect(await error(now() + 121 * DAY)).toBe('time_too_far');
});

test('a message is deleted until a minute before its time', async () => {
  const { scheduled_message_id: later } = await schedule(now() + 600);
  expect(await remove(later, 'C0')).toBe('channel_not_found');
  expect(await remove(later, sandbox.ids.channels.general)).toBe('invalid_scheduled_message_id');
  expect(await remove(later)).toBeUndefined();
  expect(await remove(later)).toBe('invalid_scheduled_message_id');
  const { scheduled_message_id: soon } = await schedule(now() + 30);
  expect(await remove(soon)).toBe('invalid_scheduled_message_id');
});

test('a channel takes thirty messages within five minutes', async () => {
  const start = now() + DAY;
  for (let index = 0; index < 30; index++) expect((await schedule(start + index * 9)).error).toBeUndefined();
  expect((await schedule(start + 299)).error).toBe('restricted_too_many');
  expect((await schedule(start - 1)).error).toBe('restricted_too_many');
  expect((await schedule(start + 300)).error).toBeUndefined();
  expect(await list({ oldest: start, latest: start + 18 })).toHaveLength(3);
  const first = await call(sandbox, 'chat.scheduledMessages.list', { channel: sales(), limit: 20 });
  const { next_cursor: cursor } = first.response_metadata as { next_cursor: string };
  expect(await list({ channel: sales(), limit: 20, cursor })).toHaveLength(12);
});

test('a message with metadata is never posted, and the sandbox says so', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  const before = await list();
  const metadata = { event_type: 'x', event_payload: {} };
  expect(await schedule(now() + 2 * DAY, { metadata })).toMatchObject({ ok: true });
  expect(await list()).toEqual(before);
  expect(sandbox.problems.pop()).toBe('a message scheduled with metadata is never posted by Slack.');
  printed.mockRestore();
});

test('a message that cannot be posted now cannot be scheduled', async () => {
  const at = now() + 600;
  expect((await schedule(at, { channel: sandbox.ids.channels.quiet })).error).toBe('not_in_channel');
  expect((await schedule(at, { blocks: [{ type: 'section' }] })).error).toBe('invalid_blocks');
});
