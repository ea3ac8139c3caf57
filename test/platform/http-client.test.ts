import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { secret } from '../../src/platform/crypto/secret.ts';
import { createHttpClient, type HttpClientOptions } from '../../src/platform/http-client.ts';
import { startConnectProxy } from '../support/connect-proxy.ts';

async function served(listener: RequestListener) {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function client(options: Partial<HttpClientOptions> = {}) {
  const signal = new AbortController().signal;
  const made = createHttpClient({ proxies: {}, signal, timeoutMs: 5_000, mostBytes: 1_000, ...options });
  onTestFinished(() => made.close());
  return made;
}

const get = (url: string) => ({ method: 'GET', url, headers: {} }) as const;

test('an answer comes with its status, headers and text, whatever the status', async () => {
  const got: unknown[] = [];
  const url = await served(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    got.push([request.method, request.headers['x-key'], body]);
    response.writeHead(418, { 'X-Left': '7' }).end('grüße');
  });
  const answer = await client().send({ method: 'PATCH', url, headers: { 'x-key': 'a' }, body: '{"b":1}' });
  expect(answer).toMatchObject({ status: 418, headers: { 'x-left': '7' }, text: 'grüße' });
  expect(got).toEqual([['PATCH', 'a', '{"b":1}']]);
});

test('a connection that breaks leaves open whether the request was taken; one that is refused does not', async () => {
  const before = await served((request) => request.socket.destroy());
  await expect(client().send(get(before))).rejects.toMatchObject({ name: 'NoAnswer', isSent: true });
  const within = await served((request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half', () => request.socket.destroy());
  });
  await expect(client().send(get(within))).rejects.toMatchObject({ name: 'NoAnswer', isSent: true });
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, 'close');
  const refused = client().send(get(`http://127.0.0.1:${port}/`));
  await expect(refused).rejects.toMatchObject({ message: 'ECONNREFUSED', isSent: false });
});

test('no answer is waited for without end, and none is read without end', async () => {
  const silent = await served(() => {});
  await expect(client({ timeoutMs: 20 }).send(get(silent))).rejects.toMatchObject({ message: 'TimeoutError' });
  const stopped = new AbortController();
  const waiting = client({ signal: stopped.signal }).send(get(silent));
  stopped.abort();
  await expect(waiting).rejects.toMatchObject({ message: 'AbortError', isSent: true });
  const long = await served((_, response) => response.end('x'.repeat(2_000)));
  await expect(client().send(get(long))).rejects.toMatchObject({ message: 'too_long', isSent: true });
});

test('requests go through the proxy of the company, except to hosts that need none', async () => {
  const url = await served((_, response) => response.end('here'));
  const { host } = new URL(url);
  const proxy = await startConnectProxy({ user: 'baton:word' });
  const httpProxy = secret(`http://baton:word@127.0.0.1:${proxy.port}`);
  const through = client({ proxies: { httpProxy } });
  expect(await through.send(get(url))).toMatchObject({ text: 'here' });
  expect(proxy.tunnels).toEqual([host]);
  await client({ proxies: { httpProxy, noProxy: '127.0.0.1' } }).send(get(url));
  expect(proxy.tunnels).toHaveLength(1);
});
