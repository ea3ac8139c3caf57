import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { WebClient } from '@slack/web-api';
import { expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../../src/platform/errors.ts';
import { fetchSlackFile, isSlacks } from '../../../src/platform/slack/fetch-file.ts';

type Answer = (url: string, say: (status: number, body: string, headers?: Record<string, string>) => void) => void;

/** A Slack with these answers, and the tokens that it received. */
async function slack(
  answer: Answer,
  file: (origin: string) => object = (origin) => ({ url_private_download: `${origin}/file` }),
) {
  const tokens: (string | undefined)[] = [];
  const listener: RequestListener = (request, response) => {
    const origin = `http://${request.headers.host}`;
    if (request.url?.startsWith('/api/')) {
      const info = file(origin);
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify(
          'error' in info
            ? { ok: false, ...info }
            : { ok: true, file: { name: 'a.txt', mimetype: 'text/plain', ...info } },
        ),
      );
      return;
    }
    tokens.push(request.headers.authorization);
    answer(request.url ?? '', (status, body, headers = {}) => response.writeHead(status, headers).end(body));
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((ready) => server.once('listening', ready));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  const web = new WebClient('xoxb-1', { slackApiUrl: apiUrl, retryConfig: { retries: 0 } });
  const fetchFile = fetchSlackFile({ web, token: 'xoxb-1', apiUrl });
  return { tokens, fetch: async () => text((await fetchFile('F1', new AbortController().signal)).content) };
}

test('a file is fetched with the token, also after a redirect within Slack', async () => {
  const { fetch, tokens } = await slack((url, say) =>
    url === '/file' ? say(302, '', { location: '/moved' }) : say(200, 'the text', { 'content-type': 'text/plain' }),
  );
  expect(await fetch()).toBe('the text');
  expect(tokens).toEqual(['Bearer xoxb-1', 'Bearer xoxb-1']);
});

test('the token goes nowhere else, for any address of a file', async () => {
  for (const url of ['https://evil.example/file', 'http://169.254.169.254/latest', 'file:///etc/passwd']) {
    const { fetch, tokens } = await slack((_, say) => say(302, '', { location: url }));
    await expect(fetch()).rejects.toThrow('This file is not kept by Slack itself.');
    expect(tokens).toHaveLength(1);
    const direct = await slack(
      () => {},
      () => ({ url_private_download: url }),
    );
    await expect(direct.fetch()).rejects.toThrow('This file is not kept by Slack itself.');
  }
});

test('a final refusal is reported, and a temporary one is not', async () => {
  const gone: [Answer, object | undefined][] = [
    [(_, say) => say(404, ''), undefined],
    [(_, say) => say(200, '<html>Sign in', { 'content-type': 'text/html; charset=utf-8' }), undefined],
    [() => {}, { error: 'file_not_found' }],
    [() => {}, { mode: 'tombstone' }],
  ];
  for (const [answer, file] of gone) {
    const { fetch } = await slack(answer, file && (() => file));
    await expect(fetch()).rejects.toThrow(UserError);
  }
  for (const [answer, file] of [
    [(_, say) => say(500, ''), undefined],
    [(_, say) => say(429, ''), undefined],
    [() => {}, { error: 'ratelimited' }],
  ] as [Answer, object | undefined][]) {
    const { fetch } = await slack(answer, file && (() => file));
    await expect(fetch()).rejects.not.toThrow(UserError);
  }
});

test.each([
  ['https://files.slack.com/files-pri/T1-F1/download/a.pdf', true],
  ['https://files.slack-gov.com/a.pdf', true],
  ['http://files.slack.com/a.pdf', false],
  ['https://files.slack.com:8443/a.pdf', false],
  ['https://slack.com.evil.example/a.pdf', false],
  ['https://evilslack.com/a.pdf', false],
  ['https://evil.example/.slack.com', false],
])('%s is Slack’s: %s', (url, isIt) => {
  expect(isSlacks(new URL(url), undefined)).toBe(isIt);
});
