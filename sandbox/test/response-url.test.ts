import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Sandbox, SeenMessage } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';
import { call } from './support/call.ts';
import type { Listener } from './support/listener.ts';
import { startListener } from './support/listener.ts';
import { options } from './support/workspace.ts';

const clock = { at: new Date('2026-03-02T10:00:00Z'), now: () => clock.at };
let sandbox: Sandbox;
let listener: Listener;
beforeAll(async () => {
  listener = await startListener();
  sandbox = await startSandbox({ ...options, clock, deliver: { mode: 'http', url: listener.url } });
});
afterAll(async () => {
  await listener.close();
  await sandbox.close();
});

const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } };
const blocks = [{ type: 'actions', elements: [button] }];

const respond = async (url: unknown, body: unknown): Promise<{ status: number; text: string }> => {
  const answer = await fetch(String(url), { method: 'POST', body: JSON.stringify(body) });
  return { status: answer.status, text: await answer.text() };
};

async function pressed(message: SeenMessage): Promise<unknown> {
  await sandbox.as('mia').press(message, 'Go');
  return sandbox.traffic.deliveries('block_actions').at(-1)?.payload.response_url;
}

test('it accepts five posts', async () => {
  await sandbox.as('mia').command('/note', { in: '#sales' });
  const url = sandbox.traffic.deliveries('/note').at(-1)?.payload.response_url;
  for (let use = 1; use <= 5; use += 1)
    expect(await respond(url, { text: `post ${use}` })).toMatchObject({ status: 200 });
  expect(await respond(url, { text: 'post 6' })).toEqual({ status: 404, text: '{"ok":false,"error":"used_url"}' });
  expect(sandbox.as('mia').sees('#sales')).toHaveLength(5);
});

test('it expires after half an hour', async () => {
  await sandbox.as('mia').command('/note', { in: '#sales' });
  const url = sandbox.traffic.deliveries('/note').at(-1)?.payload.response_url;
  clock.at = new Date(clock.at.getTime() + 31 * 60_000);
  expect(await respond(url, { text: 'late' })).toEqual({ status: 404, text: '{"ok":false,"error":"expired_url"}' });
});

test('it replaces and deletes the message of the action for everyone', async () => {
  await call(sandbox, 'chat.postMessage', { channel: sandbox.ids.channels.sales, text: 'x', blocks });
  const message = await sandbox.as('mia').waitForMessage('#sales', 'Go');
  await respond(await pressed(message), { replace_original: true, text: 'replaced', blocks });
  await respond(await pressed(message), { replace_original: true, text: 'gone blocks' });
  expect(sandbox.as('sam').sees('#sales').at(-1)?.text).toBe('gone blocks');
});

test('it replaces an ephemeral message', async () => {
  const user = sandbox.ids.people.mia;
  await call(sandbox, 'chat.postEphemeral', { channel: sandbox.ids.channels.sales, user, text: 'x', blocks });
  const message = sandbox
    .as('mia')
    .sees('#sales')
    .findLast((each) => each.isEphemeral);
  if (!message) throw new Error('There is no such message.');
  const url = await pressed(message);
  expect(sandbox.traffic.deliveries('block_actions').at(-1)?.payload).not.toHaveProperty('message');
  await respond(url, { replace_original: true, text: 'yours' });
  expect(message.fresh()).toMatchObject({ text: 'yours', isEphemeral: true });
  await respond(url, { delete_original: true });
  expect(message.fresh()).toBeUndefined();
});

test('it posts to everyone only if asked to', async () => {
  await call(sandbox, 'chat.postMessage', { channel: sandbox.ids.channels.general, text: 'x', blocks });
  const url = await pressed(await sandbox.as('mia').waitForMessage('#general', 'Go'));
  await respond(url, { text: 'for you' });
  await respond(url, { text: 'for all', response_type: 'in_channel' });
  expect(
    sandbox
      .as('sam')
      .sees('#general')
      .map((each) => each.text),
  ).toEqual(['Go', 'for all']);
  expect(
    sandbox
      .as('mia')
      .sees('#general')
      .map((each) => each.text),
  ).toEqual(['Go', 'for you', 'for all']);
});

test('a fault in a post is listed as a problem, because the SDK ignores the answer', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  await sandbox.as('mia').command('/note');
  const url = sandbox.traffic.deliveries('/note').at(-1)?.payload.response_url;
  expect(await respond(url, {})).toMatchObject({ status: 400, text: '{"ok":false,"error":"no_text"}' });
  expect(told).toHaveBeenCalledWith(expect.stringContaining('no_text'));
  told.mockRestore();
});
