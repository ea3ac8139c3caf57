import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebClient } from '@slack/web-api';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ApiFault, startSandbox } from '../../../sandbox/src/index.ts';
import { outcomeOf } from '../../../src/platform/slack/api-errors.ts';
import { retrySeconds, slackClients } from '../../../src/platform/slack/clients.ts';
import { logLines } from '../../support/log-lines.ts';

/** Represents any text that a person may have typed. */
const CANARY = 'canary-7f3a';

async function setting(options: { apiUrl?: string; timeoutMs?: number } = {}) {
  const sandbox = await startSandbox({
    manifest: {
      display_information: { name: 'Baton' },
      oauth_config: { scopes: { bot: ['chat:write', 'users:read'] } },
    },
    workspace: { people: { ann: {} }, channels: { sales: {} }, botIn: ['sales'] },
  });
  onTestFinished(() => sandbox.close());
  const lines = logLines();
  // Longer than a busy machine takes to answer.
  const { apiUrl = sandbox.apiUrl, timeoutMs = 10_000 } = options;
  const clients = slackClients({ token: sandbox.botToken, apiUrl, timeoutMs }, lines.log);
  const post = (client: WebClient, text = 'hello') =>
    client.chat.postMessage({ channel: sandbox.ids.channels.sales ?? '', text }).catch((error: unknown) => error);
  return { sandbox, lines, ...clients, post };
}

describe('the outcome of a call', () => {
  test.each<[string, ApiFault, unknown]>([
    ['a status 500', { kind: 'status', status: 500 }, { kind: 'unknown', error: 'http_500' }],
    ['a page of HTML with status 200', { kind: 'html' }, { kind: 'unknown', error: 'not_json' }],
    ['no answer', { kind: 'hang' }, { kind: 'unknown', error: 'TimeoutError' }],
    ['a reset', { kind: 'reset' }, { kind: 'unknown', error: expect.stringMatching(/^\w+$/) }],
    [
      'a reset in the body',
      { kind: 'reset', inBody: true },
      { kind: 'unknown', error: expect.stringMatching(/^\w+$/) },
    ],
    ['seconds to wait', { kind: 'rate_limited', retryAfter: 7 }, { kind: 'limited', seconds: 7 }],
    ['no time to wait', { kind: 'rate_limited', retryAfter: 'none' }, { kind: 'limited', seconds: 30 }],
    ['a rate limit in the body', { kind: 'error', error: 'ratelimited' }, { kind: 'limited', seconds: 30 }],
    ['a revoked token', { kind: 'error', error: 'token_revoked' }, { kind: 'auth', error: 'token_revoked' }],
    ['an archived channel', { kind: 'error', error: 'is_archived' }, { kind: 'unreachable_place' }],
    ['a deleted message', { kind: 'error', error: 'message_not_found' }, { kind: 'gone' }],
    ['an error on their side', { kind: 'error', error: 'internal_error' }, { kind: 'unknown' }],
    ['a migration of theirs', { kind: 'error', error: 'team_added_to_org' }, { kind: 'unsent' }],
    ['an error of tomorrow', { kind: 'error', error: 'brand_new' }, { kind: 'refused', error: 'brand_new' }],
    ['a body that is too large', { kind: 'status', status: 413 }, { kind: 'refused', error: 'http_413' }],
  ])('%s', async (_, fault, outcome) => {
    const { sandbox, posting, post } = await setting(fault.kind === 'hang' ? { timeoutMs: 200 } : {});
    sandbox.faults.calls(fault, { method: 'chat.postMessage' });
    expect(outcomeOf(await post(posting))).toMatchObject(outcome as object);
    expect(sandbox.traffic.calls('chat.postMessage')).toHaveLength(1);
  });

  test('a date to wait for, by the clock of the sender', async () => {
    const { sandbox, posting, post } = await setting();
    sandbox.faults.calls({ kind: 'rate_limited', retryAfter: { httpDateInSeconds: 90 } });
    const outcome = outcomeOf(await post(posting));
    expect(outcome.kind === 'limited' && outcome.seconds).toSatisfy((seconds) => seconds >= 85 && seconds <= 95);
  });

  test('an unreachable Slack got nothing', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    gone.close();
    const { posting, post } = await setting({ apiUrl: `http://127.0.0.1:${port}/api/` });
    expect(outcomeOf(await post(posting))).toEqual({ kind: 'unsent', error: 'ECONNREFUSED' });
  });

  test('invalid blocks are named by position, without their content', async () => {
    const { posting, sandbox } = await setting();
    const error = await posting.chat
      .postMessage({
        channel: sandbox.ids.channels.sales ?? '',
        text: 'hello',
        blocks: [{ type: 'section', text: { type: 'plain_text', text: CANARY.repeat(1_000) } }],
      })
      .catch((reason: unknown) => reason);
    const outcome = outcomeOf(error);
    expect(outcome).toMatchObject({ kind: 'refused', error: 'invalid_blocks' });
    expect(outcome.kind === 'refused' && outcome.where?.every((pointer) => pointer.startsWith('/blocks'))).toBe(true);
    expect(JSON.stringify(outcome)).not.toContain(CANARY);
  });
});

describe('Retry-After', () => {
  const now = 'Mon, 02 Mar 2026 09:00:00 GMT';
  test.each([
    ['12', undefined, 12],
    ['0', undefined, 1],
    ['86400', undefined, 3_600],
    [undefined, undefined, 30],
    ['', undefined, 30],
    ['soon', undefined, 30],
    ['-5', undefined, 30],
    ['Mon, 02 Mar 2026 09:00:42 GMT', now, 42],
    ['Mon, 02 Mar 2026 08:00:00 GMT', now, 1],
    ['Tue, 03 Mar 2026 09:00:00 GMT', now, 3_600],
  ])('"%s", sent at %s, is %i seconds', (retryAfter, date, seconds) => {
    const headers = new Headers();
    if (retryAfter !== undefined) headers.set('retry-after', retryAfter);
    if (date) headers.set('date', date);
    expect(retrySeconds(headers)).toBe(seconds);
  });
});

describe('clients', () => {
  test('a rate limit of messages delays no modal and no read', async () => {
    const { sandbox, posting, modals, web, post } = await setting();
    sandbox.faults.calls({ kind: 'rate_limited', retryAfter: 60 }, { method: 'chat.postMessage' });
    await post(posting);
    await expect(web.auth.test()).resolves.toMatchObject({ ok: true });
    await expect(modals.auth.test()).resolves.toMatchObject({ ok: true });
    await expect(posting.auth.test()).resolves.toMatchObject({ ok: true });
  });

  test('reads are retried; messages and modals are not', async () => {
    const { sandbox, web, posting, modals } = await setting();
    for (const client of [posting, modals]) {
      sandbox.faults.calls({ kind: 'reset' }, { method: 'auth.test' });
      await expect(client.auth.test()).rejects.toThrow();
    }
    sandbox.faults.calls({ kind: 'reset' }, { method: 'auth.test', times: 2 });
    await expect(web.auth.test()).resolves.toMatchObject({ ok: true });
  });

  test('the log has no text of a payload, an answer or an error', async () => {
    const { sandbox, web, posting, modals, post, lines } = await setting({ timeoutMs: 200 });
    const faults: ApiFault[] = [
      { kind: 'html' },
      { kind: 'reset' },
      { kind: 'reset', stored: true, inBody: true },
      { kind: 'hang' },
      { kind: 'status', status: 500 },
      { kind: 'error', error: `${CANARY} is no code` },
      { kind: 'rate_limited', retryAfter: 1 },
    ];
    for (const fault of faults) {
      sandbox.faults.calls(fault, { method: 'chat.postMessage' });
      await post(posting, CANARY);
    }
    await post(posting, CANARY.repeat(10_000));
    await modals.views
      .open({ trigger_id: CANARY, view: { type: 'modal', title: { type: 'plain_text', text: CANARY }, blocks: [] } })
      .catch(() => {});
    await web.users.info({ user: CANARY }).catch(() => {});
    expect(sandbox.traffic.calls('chat.postMessage').length).toBeGreaterThan(faults.length);
    expect(lines.lines('warn')).not.toEqual([]);
    expect(lines.text()).not.toContain(CANARY);
    expect(lines.text()).not.toContain(sandbox.botToken);
  });
});
