import { WebClient } from '@slack/web-api';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ApiFault, Sandbox } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';
import { call, errorOf } from './support/call.ts';
import { options } from './support/workspace.ts';

let sandbox: Sandbox;
let client: WebClient;
beforeAll(async () => {
  sandbox = await startSandbox(options);
  client = new WebClient(sandbox.botToken, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 1000,
  });
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.close());

const posts = (): number => sandbox.as('sam').sees('#sales').length;
const post = () => client.chat.postMessage({ channel: sandbox.ids.channels.sales ?? '', text: 'x' });

test.each<[string, ApiFault, boolean]>([
  ['429', { kind: 'rate_limited', retryAfter: 7 }, false],
  ['500', { kind: 'status', status: 500 }, false],
  ['500 after it was stored', { kind: 'status', status: 500, stored: true }, true],
  ['HTML with 200', { kind: 'html' }, false],
  ['no answer', { kind: 'hang' }, false],
  ['no answer after taking effect', { kind: 'hang', stored: true }, true],
  ['a reset', { kind: 'reset' }, false],
  ['a reset after taking effect', { kind: 'reset', stored: true }, true],
  ['a reset in the body of the answer', { kind: 'reset', stored: true, inBody: true }, true],
  ['an API error', { kind: 'error', error: 'fatal_error' }, false],
])('one call meets %s', async (_name, fault, isStored) => {
  const before = posts();
  sandbox.faults.calls(fault, { method: 'chat.postMessage' });
  await expect(post()).rejects.toThrow();
  expect(posts() - before).toBe(isStored ? 1 : 0);
  expect((await post()).ok).toBe(true);
});

test('Retry-After is in seconds, a date or missing', async () => {
  const ask = async (retryAfter: 5 | 'none' | { httpDateInSeconds: number }): Promise<string | null> => {
    sandbox.faults.calls({ kind: 'rate_limited', retryAfter });
    const response = await fetch(`${sandbox.apiUrl}api.test`, { method: 'POST' });
    expect(response.status).toBe(429);
    return response.headers.get('retry-after');
  };
  expect(await ask(5)).toBe('5');
  expect(await ask('none')).toBeNull();
  expect(Date.parse(String(await ask({ httpDateInSeconds: 60 })))).toBeGreaterThan(Date.now());
});

test('a fault applies only to matching calls, as often as planned', async () => {
  const channel = sandbox.ids.channels.sales;
  const planned = sandbox.faults.calls(
    { kind: 'error', error: 'fatal_error' },
    { method: 'chat.postMessage', channel, when: (args) => args.text === 'two', times: 2 },
  );
  const send = (text: string, to = channel) => errorOf(sandbox, 'chat.postMessage', { channel: to, text });
  expect(await send('one')).toBeUndefined();
  expect(await send('two', sandbox.ids.channels.general)).toBeUndefined();
  expect(await send('two')).toBe('fatal_error');
  expect(planned.left).toBe(1);
  expect(await send('two')).toBe('fatal_error');
  expect(await send('two')).toBeUndefined();
});

test('a slow method answers late, and others do not', async () => {
  const slow = sandbox.faults.slow(100, { method: 'users.list' });
  const order: string[] = [];
  const ask = async (method: string) => {
    await call(sandbox, method);
    order.push(method);
  };
  await Promise.all([ask('users.list'), ask('usergroups.list')]);
  expect(order).toEqual(['usergroups.list', 'users.list']);
  expect(sandbox.faults.active().slowCalls).toHaveLength(1);
  slow.lift();
  expect(sandbox.faults.active().slowCalls).toEqual([]);
});

test('a disabled user group is not listed, and its members are refused until it is enabled', async () => {
  const usergroup = sandbox.ids.userGroups.sellers;
  sandbox.admin.disableGroup('sellers');
  expect(await errorOf(sandbox, 'usergroups.users.list', { usergroup })).toBe('no_such_subteam');
  expect((await call(sandbox, 'usergroups.list')).usergroups).toEqual([]);
  sandbox.admin.enableGroup('sellers');
  expect(await errorOf(sandbox, 'usergroups.users.list', { usergroup })).toBeUndefined();
});

test('a token stops working until the fault is lifted', async () => {
  const fault = sandbox.faults.auth('token_revoked');
  expect(await errorOf(sandbox, 'auth.test')).toBe('token_revoked');
  expect(await errorOf(sandbox, 'apps.connections.open', {}, sandbox.appToken)).toBe('token_revoked');
  fault.lift();
  expect(await errorOf(sandbox, 'auth.test')).toBeUndefined();
});

test('the API can be down and recovers', async () => {
  const fault = sandbox.faults.down();
  await expect(call(sandbox, 'auth.test')).rejects.toThrow();
  fault.lift();
  expect((await call(sandbox, 'auth.test')).ok).toBe(true);
});

test('traffic records each call with its arguments, its answer and its fault', async () => {
  sandbox.traffic.clear();
  sandbox.faults.calls({ kind: 'status', status: 502 });
  await expect(post()).rejects.toThrow();
  await post();
  expect(sandbox.traffic.calls('chat.postMessage')).toMatchObject([
    { status: 502, fault: 'status', args: { text: 'x' } },
    { status: 200, answer: { ok: true } },
  ]);
});

test('with rate limits on, a fourth quick message must wait, but not in another channel', async () => {
  const strict = await startSandbox({ ...options, rateLimits: true });
  const send = (channel: string | undefined) => call(strict, 'chat.postMessage', { channel, text: 'x' });
  const { sales, general } = strict.ids.channels;
  for (let sent = 0; sent < 3; sent += 1) expect((await send(sales)).ok).toBe(true);
  expect(await send(sales)).toEqual({ ok: false, error: 'ratelimited' });
  expect((await send(general)).ok).toBe(true);
  await strict.close();
});
