import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App, ReceiverEvent } from '@slack/bolt';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../../sandbox/src/index.ts';
import { passOnlyKnown } from '../../../src/platform/slack/socket-connection.ts';
import { type SocketReceiverOptions, socketReceiver } from '../../../src/platform/slack/socket-receiver.ts';
import { logLines } from '../../support/log-lines.ts';

const manifest = {
  display_information: { name: 'Baton' },
  features: { slash_commands: [{ command: '/work', description: 'Works' }] },
  oauth_config: { scopes: { bot: ['commands'] } },
  settings: { socket_mode_enabled: true },
};

/** A receiver on a sandbox, with a fake app that acknowledges everything. */
async function setting(options: Partial<SocketReceiverOptions> = {}) {
  const sandbox = await startSandbox({
    manifest,
    workspace: { people: { ann: {} }, channels: {} },
    timings: { ackMs: 500 },
  });
  onTestFinished(() => sandbox.close());
  const lines = logLines();
  const receiver = socketReceiver({
    appToken: sandbox.appToken,
    apiUrl: sandbox.apiUrl,
    log: lines.log,
    backoffMs: 10,
    ...options,
  });
  const app = { processEvent: async ({ ack }: ReceiverEvent) => ack('done') };
  receiver.init(app as unknown as App);
  onTestFinished(async () => void (await receiver.stop()));
  const deaths: unknown[] = [];
  const note = (reason: unknown) => void deaths.push(reason);
  process.on('unhandledRejection', note);
  onTestFinished(() => {
    process.off('unhandledRejection', note);
    expect(deaths).toEqual([]);
  });
  const opens = () => sandbox.traffic.calls('apps.connections.open').length;
  const works = async () => {
    await sandbox.as('ann').command('/work');
    return sandbox.traffic.deliveries('/work').at(-1)?.acked;
  };
  return { sandbox, receiver, lines, opens, works, app };
}

describe('Socket Mode', () => {
  test('start resolves after Slack’s hello', async () => {
    const { receiver, works } = await setting();
    await receiver.start();
    expect(await works()).toBe(true);
  });

  test('a refused app token fails the start', async () => {
    const { receiver } = await setting({ appToken: 'xapp-wrong' });
    await expect(receiver.start()).rejects.toThrow('SLACK_APP_TOKEN');
  });

  test('start waits for an unreachable Slack', async () => {
    const { receiver, sandbox, opens, works } = await setting();
    const down = sandbox.faults.down();
    const started = receiver.start();
    await expect.poll(opens).toBeGreaterThan(2);
    down.lift();
    await started;
    expect(await works()).toBe(true);
  });

  test('start waits for a rate limit of connections', async () => {
    const { receiver, sandbox, opens } = await setting();
    sandbox.faults.calls({ kind: 'rate_limited', retryAfter: 1 }, { method: 'apps.connections.open' });
    await receiver.start();
    expect(opens()).toBe(2);
  });

  test.each(['abrupt', 'refresh_requested'] as const)('a connection that ends (%s) is replaced', async (reason) => {
    const { receiver, sandbox, opens, works } = await setting();
    await receiver.start();
    sandbox.faults.dropSockets(reason);
    await expect.poll(opens).toBe(2);
    await sandbox.connected();
    await expect.poll(works).toBe(true);
  });

  test('the next connection is open before the announced end of the old one', async () => {
    const { receiver, sandbox, opens, works, app } = await setting();
    await receiver.start();
    const gate = Promise.withResolvers<void>();
    const { processEvent } = app;
    app.processEvent = async (event) => {
      await gate.promise;
      return processEvent(event);
    };
    const underWay = works();
    sandbox.faults.dropSockets('warning');
    await expect.poll(opens).toBe(2);
    await expect.poll(() => sandbox.store.app.connected).toBe(true);
    gate.resolve();
    expect(await underWay).toBe(true);
    expect(await works()).toBe(true);
  });

  test('a token that is refused during a reconnect ends nothing, and the connection returns once it works', async () => {
    const { receiver, sandbox, opens, works } = await setting();
    await receiver.start();
    const fault = sandbox.faults.auth('invalid_auth');
    sandbox.faults.dropSockets('abrupt');
    await expect.poll(opens).toBeGreaterThan(3);
    fault.lift();
    await expect.poll(() => sandbox.store.app.connected).toBe(true);
    expect(await works()).toBe(true);
  });

  test('after a long outage of Slack the connection returns soon', async () => {
    const { receiver, sandbox, opens, works } = await setting();
    await receiver.start();
    const down = sandbox.faults.down();
    await expect.poll(opens).toBeGreaterThan(4);
    down.lift();
    await expect.poll(() => sandbox.store.app.connected).toBe(true);
    expect(await works()).toBe(true);
  });

  test('refused sockets are retried while the API works', async () => {
    const { receiver, sandbox, opens, works } = await setting();
    await receiver.start();
    const refused = sandbox.faults.refuseSockets();
    sandbox.faults.dropSockets('abrupt');
    await expect.poll(opens).toBeGreaterThan(2);
    refused.lift();
    await expect.poll(() => sandbox.store.app.connected).toBe(true);
    expect(await works()).toBe(true);
  });

  test('a connection that is open and silent is replaced', async () => {
    const { receiver, sandbox, opens, works } = await setting({ pingTimeoutMs: 150 });
    await receiver.start();
    const frozen = sandbox.faults.freezeSockets();
    await expect
      .poll(
        () =>
          sandbox
            .as('ann')
            .command('/work')
            .then(() => opens()),
        { timeout: 15_000 },
      )
      .toBeGreaterThan(1);
    frozen.lift();
    await expect.poll(works).toBe(true);
  });

  test('a connection whose peer disappeared without a close is replaced', async () => {
    const peer = await mutePeer();
    const receiver = socketReceiver({
      appToken: 'xapp-1',
      apiUrl: peer.apiUrl,
      log: logLines().log,
      backoffMs: 10,
      pingTimeoutMs: 60,
    });
    receiver.init({ processEvent: async () => {} } as unknown as App);
    await receiver.start();
    await expect.poll(peer.connections).toBeGreaterThan(1);
    await receiver.stop();
  });

  test('invalid envelopes do not end it', async () => {
    const { receiver, sandbox, works, lines } = await setting();
    await receiver.start();
    sandbox.faults.sendUnknownEnvelope();
    sandbox.faults.rateLimitEvents();
    await expect.poll(() => lines.lines('warn').length).toBeGreaterThanOrEqual(2);
    expect(await works()).toBe(true);
  });

  test('stop closes the connection, and opens no other', async () => {
    const { receiver, sandbox, opens } = await setting();
    await receiver.start();
    await receiver.stop();
    await expect.poll(() => sandbox.store.app.connected).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(opens()).toBe(1);
  });

  test('stop ends the wait for an unreachable Slack', async () => {
    const { receiver, sandbox, opens } = await setting({ backoffMs: 60_000 });
    await receiver.start();
    const down = sandbox.faults.down();
    await expect.poll(() => sandbox.store.app.connected).toBe(false);
    await receiver.stop();
    down.lift();
    expect(opens()).toBe(1);
  });
});

test.each([
  ['no JSON', 'hello'],
  ['nothing', 'null'],
  ['a binary message', new ArrayBuffer(8)],
  ['a type of tomorrow', { type: 'something_new', envelope_id: '1', payload: {} }],
  ['the name of an event of the SDK itself', { type: 'close' }],
  ['an event without an event', { type: 'events_api', envelope_id: '1', payload: { type: 'app_rate_limited' } }],
  ['an event without a payload', { type: 'events_api', envelope_id: '1' }],
  ['a command without a payload', { type: 'slash_commands', envelope_id: '1', payload: 'text' }],
])('the SDK does not receive %s', (_, message) => {
  const client = new EventEmitter();
  const given: unknown[] = [];
  client.on('ws_message', (data: unknown) => void given.push(data));
  passOnlyKnown(client, logLines().log, () => given.push('announced'));
  client.emit(
    'ws_message',
    typeof message === 'string' || message instanceof ArrayBuffer ? message : JSON.stringify(message),
  );
  expect(given).toEqual([]);
  const hello = JSON.stringify({ type: 'hello' });
  client.emit('ws_message', hello);
  expect(given).toEqual([hello]);
});

/** Says hello, and then nothing, neither pong nor close: like a peer whose network is gone. */
async function mutePeer() {
  let connections = 0;
  const server = createServer((_, response) => {
    const { port } = server.address() as AddressInfo;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/link` }));
  });
  server.on('upgrade', (request, socket) => {
    connections += 1;
    // RFC 6455, 4.2.2 and 5.2: the handshake, then one text frame.
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.on('error', () => {});
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
    );
    const hello = Buffer.from(JSON.stringify({ type: 'hello' }));
    socket.write(Buffer.concat([Buffer.from([0x81, hello.length]), hello]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { apiUrl: `http://127.0.0.1:${port}/api/`, connections: () => connections };
}
