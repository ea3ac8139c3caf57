import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';
import { call } from './support/call.ts';
import { manifest, options } from './support/workspace.ts';

const BACK = 'https://app.example/slack/oauth_redirect';
const scopes = ['chat:write', 'commands'];

let sandbox: Sandbox;
beforeAll(async () => {
  const oauth_config = { ...manifest.oauth_config, redirect_urls: [BACK] };
  sandbox = await startSandbox({ ...options, manifest: { ...manifest, oauth_config } });
});
afterAll(() => sandbox.close());

const address = (more: Record<string, string> = {}) => {
  const query = { client_id: sandbox.clientId, scope: scopes.join(','), state: 's1', redirect_uri: BACK, ...more };
  return `${sandbox.url}/oauth/v2/authorize?${new URLSearchParams(query)}`;
};
const answer = async (said: 'allow' | 'cancel'): Promise<URLSearchParams> => {
  const body = new URLSearchParams({ answer: said });
  const response = await fetch(address(), { method: 'POST', body, redirect: 'manual' });
  return new URL(response.headers.get('location') ?? '').searchParams;
};
const exchange = (args: Record<string, unknown>) => {
  const { clientId: client_id, clientSecret: client_secret } = sandbox;
  return call(sandbox, 'oauth.v2.access', { client_id, client_secret, ...args }, null);
};

test('the page names the app, the workspace and the scopes', async () => {
  const text = await (await fetch(address())).text();
  for (const part of ['Relay', 'Harbour', ...scopes]) expect(text).toContain(part);
});

test('a person who allows it comes back with a code, which is exchanged once for a token', async () => {
  const back = await answer('allow');
  expect(back.get('state')).toBe('s1');
  const code = back.get('code');
  expect(await exchange({ code, redirect_uri: 'https://elsewhere.example' })).toMatchObject({
    error: 'bad_redirect_uri',
  });
  expect(await exchange({ code, redirect_uri: BACK })).toMatchObject({
    ok: true,
    access_token: sandbox.botToken,
    token_type: 'bot',
    scope: 'chat:write,commands',
    bot_user_id: sandbox.botUserId,
    team: { id: sandbox.teamId },
    authed_user: { id: sandbox.ids.people.mia },
    is_enterprise_install: false,
  });
  expect(await exchange({ code })).toMatchObject({ error: 'code_already_used' });
});

test('the client may be named in a header', async () => {
  const code = (await answer('allow')).get('code') ?? '';
  const authorization = `Basic ${btoa(`${sandbox.clientId}:${sandbox.clientSecret}`)}`;
  const body = new URLSearchParams({ code });
  const response = await fetch(`${sandbox.apiUrl}oauth.v2.access`, {
    method: 'POST',
    headers: { authorization },
    body,
  });
  expect(await response.json()).toMatchObject({ ok: true });
});

test('a person who cancels comes back with an error', async () => {
  expect((await answer('cancel')).get('error')).toBe('access_denied');
});

describe('is refused', () => {
  test.each([
    ['an unknown client', { client_id: '1.2' }, 'client_id'],
    ['an address that the manifest does not have', { redirect_uri: 'https://evil.example' }, 'redirect_uri'],
    ['a scope that the manifest does not have', { scope: 'chat:write,admin' }, 'admin'],
    ['no scope', { scope: '' }, 'No scopes'],
  ])('%s', async (_name, more, reason) => {
    const response = await fetch(address(more));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(reason);
  });

  test('a wrong client, secret or code', async () => {
    expect(await exchange({ client_id: '1.2', code: 'x' })).toMatchObject({ error: 'invalid_client_id' });
    expect(await exchange({ client_secret: 'x', code: 'x' })).toMatchObject({ error: 'bad_client_secret' });
    expect(await exchange({ code: 'x' })).toMatchObject({ error: 'invalid_code' });
  });
});
