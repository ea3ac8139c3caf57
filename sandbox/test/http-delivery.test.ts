import { createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { startSandbox } from '../src/index.ts';
import { httpApp } from './support/bolt.ts';
import type { Listener } from './support/listener.ts';
import { startListener } from './support/listener.ts';
import { notesApp } from './support/notes-app.ts';
import { options } from './support/workspace.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function withListener(more = {}) {
  const listener: Listener = await startListener();
  const sandbox = await startSandbox({ ...options, deliver: { mode: 'http', url: listener.url }, ...more });
  stops.push(listener.close, sandbox.close);
  return { listener, sandbox };
}

test('a Bolt app over signed HTTP receives commands, modals, suggestions and events', async () => {
  const { sandbox, stop } = await httpApp(notesApp);
  stops.push(stop);
  const mia = sandbox.as('mia');
  await mia.command('/note buy milk', { in: '#general' });
  expect((await mia.waitForMessage('#general', 'noted: buy milk')).isEphemeral).toBe(true);
  await mia.command('/note');
  const modal = await mia.modal();
  await modal.fill({ Words: 'bad', About: 'Bo' });
  expect(await modal.submit()).toEqual({ ok: false, errors: { Words: 'Not this word.' } });
  await modal.fill({ Words: 'good' });
  expect(await modal.submit()).toEqual({ ok: true });
  await mia.press(await mia.waitForMessage('dm', 'good'), 'Done');
  await mia.waitForMessage('dm', 'all done');
  const home = await mia.openHome();
  expect(home.text()).toContain('Welcome');
});

test('an address must answer the challenge, or it is refused', async () => {
  const { listener, sandbox } = await withListener();
  listener.answer = ({ payload }) => ({ body: { challenge: payload.challenge } });
  await sandbox.deliverTo(listener.url, { verify: true });
  listener.answer = () => ({ body: 'what?' });
  await expect(sandbox.deliverTo(listener.url, { verify: true })).rejects.toThrow('challenge');
});

test('requests are signed over time and body, and forms have no charset', async () => {
  const { listener, sandbox } = await withListener();
  await sandbox.as('mia').command('/note ünïcode & more', { in: '#general' });
  const [request] = listener.received;
  const time = String(request?.headers['x-slack-request-timestamp']);
  const mac = createHmac('sha256', sandbox.signingSecret).update(`v0:${time}:${request?.body}`).digest('hex');
  expect(request?.headers['x-slack-signature']).toBe(`v0=${mac}`);
  expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(request?.payload).toMatchObject({ command: '/note', text: 'ünïcode & more', channel_name: 'general' });
});

test('an unacknowledged event is retried three times, with its number and reason', async () => {
  const { listener, sandbox } = await withListener({ timings: { eventRetryMs: [5, 10, 15] } });
  listener.answer = () => ({ status: 500 });
  sandbox.as('sam').say('#sales', 'hello');
  await expect.poll(() => listener.received.length).toBe(4);
  const ids = new Set(listener.received.map((each) => each.payload.event_id));
  expect(ids.size).toBe(1);
  expect(listener.received.map((each) => each.headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
  expect(listener.received[1]?.headers['x-slack-retry-reason']).toBe('http_error');
});

test('an event is not retried when the app asks for no retry', async () => {
  const { listener, sandbox } = await withListener({ timings: { eventRetryMs: [5, 5, 5] } });
  listener.answer = ({ payload }) => {
    const isUnwanted = JSON.stringify(payload).includes('unwanted');
    return { status: 500, headers: { 'x-slack-no-retry': isUnwanted ? '1' : '0' } };
  };
  sandbox.as('sam').say('#sales', 'unwanted');
  sandbox.as('sam').say('#sales', 'wanted');
  await expect.poll(() => listener.received.length).toBe(5);
});

test('an event that is acknowledged at the first retry is not retried again', async () => {
  const { listener, sandbox } = await withListener({ timings: { eventRetryMs: [5, 5, 5] } });
  let failed = 0;
  listener.answer = () => {
    failed += 1;
    return failed === 1 ? { status: 503 } : {};
  };
  sandbox.as('sam').say('#sales', 'hello');
  await expect.poll(() => listener.received.length).toBe(2);
  await sandbox.settled();
  expect(sandbox.traffic.deliveries('message').map((each) => each.acked)).toEqual([false, true]);
});

test('a slow answer to a command is reported with Slack’s error', async () => {
  const { listener, sandbox } = await withListener({ timings: { ackMs: 400 } });
  listener.answer = () => new Promise(() => {});
  const mia = sandbox.as('mia');
  await mia.command('/note x');
  listener.answer = () => ({ status: 404 });
  await mia.command('/note x');
  expect(mia.notices).toEqual([
    '/note failed with the error "operation_timeout"',
    '/note failed with the error "http_client_error"',
  ]);
});

test('an app can answer a command with JSON for everyone', async () => {
  const { listener, sandbox } = await withListener();
  listener.answer = ({ payload }) =>
    payload.command ? { body: { response_type: 'in_channel', text: 'for all', blocks: [] } } : {};
  await sandbox.as('mia').command('/note x', { in: '#sales' });
  expect(
    sandbox
      .as('sam')
      .sees('#sales')
      .map((each) => each.text),
  ).toEqual(['for all']);
});
