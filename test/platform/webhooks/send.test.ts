import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { secret } from '../../../src/platform/crypto/secret.ts';
import { isAllowed, rangesOf } from '../../../src/platform/webhooks/addresses.ts';
import { createWebhookSender, type WebhookOptions } from '../../../src/platform/webhooks/send.ts';
import { startConnectProxy } from '../../support/connect-proxy.ts';

const NOW = new Date('2026-11-19T09:00:00Z');
const keys = [Buffer.alloc(24, 1)];

async function receiver(answer: { status?: number; headers?: Record<string, string> } = {}) {
  const got: { headers: Record<string, unknown>; body: string; url: string | undefined }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    got.push({ headers: request.headers, body, url: request.url });
    response.writeHead(answer.status ?? 204, answer.headers).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { got, port, url: `http://127.0.0.1:${port}/in` };
}

const here = (more: Partial<WebhookOptions> = {}) => createWebhookSender({ allowed: rangesOf(['127.0.0.1']), ...more });
const message = { id: 'audit_1', body: '{"a":1}' };

test.each([
  '10.0.0.1',
  '100.64.1.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.31.0.1',
  '192.168.1.1',
  '0.0.0.0',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:10.0.0.1',
  '::ffff:127.0.0.1',
  '64:ff9b::a00:1',
  '2002:7f00:1::',
])('%s is not reached', (address) => {
  expect(isAllowed(address)).toBe(false);
});

test.each(['93.184.216.34', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '::ffff:1.1.1.1'])(
  '%s is reached',
  (address) => {
    expect(isAllowed(address)).toBe(true);
  },
);

test('a private address is reached only when it was allowed', async () => {
  const { got, url } = await receiver();
  await here()({ url, keys }, message, NOW);
  expect(got).toMatchObject([
    { body: message.body, url: '/in', headers: { 'webhook-id': 'audit_1', 'webhook-timestamp': '1795078800' } },
  ]);
  const closed = createWebhookSender({ allowed: rangesOf([]) });
  await expect(closed({ url, keys }, message, NOW)).rejects.toThrow('forbidden_address: 127.0.0.1');
  await expect(closed({ url: url.replace('127.0.0.1', '[::ffff:127.0.0.1]'), keys }, message, NOW)).rejects.toThrow(
    'forbidden_address',
  );
  expect(got).toHaveLength(1);
});

test('a name is refused when it leads to a private address, in the look-up of the connection itself', async () => {
  const lookup = ((_name: string, _options: object, done: (error: null, found: object[]) => void) =>
    done(null, [
      { address: '93.184.216.34', family: 4 },
      { address: '169.254.169.254', family: 4 },
    ])) as unknown as NonNullable<WebhookOptions['lookup']>;
  const send = here({ lookup });
  await expect(send({ url: 'https://siem.example/in', keys }, message, NOW)).rejects.toThrow(
    'forbidden_address: siem.example is at 169.254.169.254',
  );
});

test('without TLS, no name is reached', async () => {
  await expect(here()({ url: 'http://siem.example/in', keys }, message, NOW)).rejects.toThrow('not_https');
});

test.each([
  [429, { 'retry-after': '120' }, 120_000],
  [503, { 'retry-after': 'Thu, 19 Nov 2026 09:05:00 GMT' }, 300_000],
  [503, { 'retry-after': '999999999' }, 86_400_000],
  [500, {}, 0],
])('an answer %i with %o is a failure, and its wait is read', async (status, headers, afterMs) => {
  const { url } = await receiver({ status, headers: headers as Record<string, string> });
  await expect(here()({ url, keys }, message, NOW)).rejects.toMatchObject({ message: `http_${status}`, afterMs });
});

test('a redirect is a failure, and is not followed', async () => {
  const target = await receiver();
  const { url } = await receiver({ status: 302, headers: { location: target.url } });
  await expect(here()({ url, keys }, message, NOW)).rejects.toThrow('http_302');
  expect(target.got).toEqual([]);
});

test('an end without an answer is a failure with its code', async () => {
  await expect(here()({ url: 'http://127.0.0.1:1/in', keys }, message, NOW)).rejects.toThrow('ECONNREFUSED');
});

test('a company’s proxy carries the message', async () => {
  const { got, port, url } = await receiver();
  const proxy = await startConnectProxy();
  await here({ proxies: { httpProxy: secret(`http://127.0.0.1:${proxy.port}`) } })({ url, keys }, message, NOW);
  expect(proxy.tunnels).toEqual([`127.0.0.1:${port}`]);
  expect(got).toHaveLength(1);
});
