import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { App, ReceiverEvent } from '@slack/bolt';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Stopping, UserError } from '../../../src/platform/errors.ts';
import { httpReceiver } from '../../../src/platform/slack/http-receiver.ts';
import { logLines } from '../../support/log-lines.ts';

const SECRET = 'of the test';
const FORM = 'application/x-www-form-urlencoded';
const command = 'command=%2Fwork&text=hello&user_id=U1';

async function setting(
  processEvent?: (event: ReceiverEvent) => Promise<void>,
  limits?: { requestTimeout: number },
  answerMs?: number,
) {
  const seen = new Set<string>();
  const lines = logLines();
  const receiver = httpReceiver({
    signingSecret: SECRET,
    log: lines.log,
    isNew: (signature) => seen.size < seen.add(signature).size,
    ...(answerMs && { answerMs }),
    ...(limits ? { limits: { headersTimeout: 100, connectionsCheckingInterval: 50, ...limits } } : {}),
  });
  const bodies: unknown[] = [];
  const app = {
    processEvent: async (event: ReceiverEvent) => {
      bodies.push(event.body);
      if (processEvent) return processEvent(event);
      return event.ack('done');
    },
  };
  receiver.init(app as unknown as App);
  const server = (await receiver.start(0)) as Server;
  onTestFinished(async () => void (await receiver.stop()));
  const { port } = server.address() as AddressInfo;
  const post = (body: string, headers: Record<string, string> = {}, path = '/slack/events') =>
    fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body, headers: { 'content-type': FORM, ...headers } });
  return { receiver, lines, bodies, port, post };
}

function signed(body: string, { at = Math.floor(Date.now() / 1000), secret = SECRET, type = FORM } = {}) {
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${signature}`, 'content-type': type };
}

/** Sends raw bytes, and resolves with the answer when the other side has closed. */
function raw(port: number, ...parts: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part);
    });
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', (error) => (answer ? resolve(answer) : reject(error)));
  });
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

const fullDisk = () =>
  new UserError('My disk is full.', { cause: Object.assign(new Error('full'), { code: 'SQLITE_FULL' }) });

describe('requests from Slack over HTTP', () => {
  test('a signed one reaches the app, and its acknowledgement is the answer', async () => {
    const { post, bodies } = await setting();
    const response = await post(command, signed(command));
    expect([response.status, await response.text()]).toEqual([200, 'done']);
    expect(bodies).toMatchObject([{ command: '/work', text: 'hello' }]);
  });

  test('typed text arrives unchanged', async () => {
    const { post, bodies } = await setting();
    const typed = 'Änne & Söhne + 1 = 100 % 🎉';
    const inForm = new URLSearchParams({ command: '/work', text: typed }).toString();
    const inPayload = new URLSearchParams({ payload: JSON.stringify({ type: 'view_submission', typed }) }).toString();
    const json = JSON.stringify({ type: 'event_callback', typed });
    for (const form of [inForm, inPayload]) await post(form, signed(form));
    await post(json, signed(json, { type: 'application/json' }));
    expect(bodies).toEqual([
      { command: '/work', text: typed },
      { type: 'view_submission', typed },
      { type: 'event_callback', typed },
    ]);
  });

  test('an answer has the format that Slack expects: empty, text, or JSON', async () => {
    const answers: unknown[] = [undefined, 'done', { response_action: 'clear' }];
    const { post } = await setting(async ({ ack }) => ack(answers.shift()));
    const seen: unknown[] = [];
    for (let i = 0; i < 3; i += 1) {
      const response = await post(command, signed(command, { at: inSeconds(i) }));
      seen.push([response.status, await response.text(), response.headers.get('content-type')]);
    }
    expect(seen).toEqual([
      [200, '', null],
      [200, 'done', null],
      [200, '{"response_action":"clear"}', 'application/json'],
    ]);
  });

  test('a copy of a request is answered, and reaches the app only where it can change nothing', async () => {
    const { post, bodies } = await setting();
    const menu = new URLSearchParams({ payload: JSON.stringify({ type: 'block_suggestion', value: 'a' }) }).toString();
    const press = new URLSearchParams({ payload: JSON.stringify({ type: 'block_actions' }) }).toString();
    const answers = [];
    for (const body of [command, menu, press]) {
      const headers = signed(body);
      for (let i = 0; i < 2; i += 1) answers.push(await (await post(body, headers)).text());
    }
    expect(answers).toEqual(['done', '', 'done', 'done', 'done', '']);
    expect(bodies).toMatchObject([
      { command: '/work' },
      { type: 'block_suggestion' },
      { type: 'block_suggestion' },
      { type: 'block_actions' },
    ]);
  });

  test('a second acknowledgement is a bug, and the first answer stays', async () => {
    const { post, lines } = await setting(async ({ ack }) => {
      await ack('first');
      await ack('second');
    });
    expect(await (await post(command, signed(command))).text()).toBe('first');
    expect(lines.lines('error')).toHaveLength(1);
  });

  test.each([
    ['without a signature', {}],
    ['with a signature of another secret', signed(command, { secret: 'wrong' })],
    ['with a signature of another body', signed('command=%2Fother')],
    [
      'with half a signature',
      { ...signed(command), 'x-slack-signature': signed(command)['x-slack-signature'].slice(0, 40) },
    ],
    [
      'with a signature of another version',
      { ...signed(command), 'x-slack-signature': signed(command)['x-slack-signature'].replace('v0', 'v1') },
    ],
    ['of ten minutes ago', signed(command, { at: inSeconds(-600) })],
    ['of 301 seconds ago', signed(command, { at: inSeconds(-301) })],
    ['of the future', signed(command, { at: inSeconds(330) })],
    ['without a time', { 'x-slack-signature': signed(command)['x-slack-signature'] }],
    ['with a time that is no number', { ...signed(command), 'x-slack-request-timestamp': 'soon' }],
    ['with an empty time', { ...signed(command), 'x-slack-request-timestamp': '' }],
  ])('one %s is refused', async (_, headers) => {
    const { post, bodies } = await setting();
    expect((await post(command, headers)).status).toBe(401);
    expect(bodies).toEqual([]);
  });

  test.each([290, -290])('one that is %i seconds off is accepted', async (seconds) => {
    const { post } = await setting();
    expect((await post(command, signed(command, { at: inSeconds(seconds) }))).status).toBe(200);
  });

  test('a certificate check, which needs no signature, runs nothing else', async () => {
    const { post, bodies } = await setting();
    const payload = encodeURIComponent(JSON.stringify({ type: 'block_actions', actions: [{}], user: { id: 'U1' } }));
    expect((await post(`ssl_check=1&${command}&payload=${payload}`)).status).toBe(200);
    expect((await post(`ssl_check=1&ssl_check=1&${command}`)).status).toBe(401);
    expect((await post(JSON.stringify({ ssl_check: '1' }), { 'content-type': 'application/json' })).status).toBe(401);
    expect(bodies).toEqual([]);
  });

  test.each([
    ['a charset that Slack does not send', `${FORM}; charset=utf-16`, command],
    ['invalid JSON', 'application/json', '{"type":'],
    ['a payload that is no JSON', FORM, 'payload=%7B'],
    ['JSON that is a list', 'application/json', '[{"type":"event_callback"}]'],
    ['a payload that is nothing', FORM, 'payload=null'],
  ])('%s is refused', async (_, type, body) => {
    const { post, bodies } = await setting();
    expect((await post(body, signed(body, { type }))).status).toBe(400);
    expect(bodies).toEqual([]);
  });

  test('deeply nested JSON does no harm', async () => {
    const { post } = await setting();
    const deep = '['.repeat(400_000);
    expect((await post(deep, signed(deep, { type: 'application/json' }))).status).toBe(400);
    expect((await post(command, signed(command))).status).toBe(200);
  });

  test.each(['GET // HTTP/1.1', 'GET /%E0%A4%A HTTP/1.1', 'POST /%E0%A4%A HTTP/1.1', 'POST /slack/events/x HTTP/1.1'])(
    '%s is answered with 404',
    async (line) => {
      const { port, post } = await setting();
      expect(await raw(port, `${line}\r\nhost: x\r\ncontent-length: 0\r\n\r\n`)).toMatch(/^HTTP\/1.1 404/);
      expect((await post(command, signed(command))).status).toBe(200);
    },
  );

  test('another method is refused', async () => {
    const { port } = await setting();
    expect(await raw(port, 'GET /slack/events HTTP/1.1\r\nhost: x\r\n\r\n')).toMatch(/^HTTP\/1.1 405/);
  });

  test('a body with too long a declared length is refused before it arrives', async () => {
    const { port } = await setting();
    const head = `POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: ${50 * 1_048_576}\r\n\r\n`;
    expect(await raw(port, head)).toMatch(/^HTTP\/1.1 413/);
  });

  test('a body that is too long without saying so is cut off with its connection', async () => {
    const { port, bodies } = await setting(undefined, { requestTimeout: 600_000 });
    const socket = connect(port, '127.0.0.1');
    let closed = false;
    socket.on('error', () => {});
    socket.on('close', () => {
      closed = true;
    });
    socket.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n');
    const chunk = `100000\r\n${'x'.repeat(1_048_576)}\r\n`;
    let sent = 0;
    while (!closed && sent < 50) {
      sent += 1;
      if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => {});
    }
    expect(sent).toBeLessThan(50);
    expect(bodies).toEqual([]);
  });

  test('an unfinished body times out', async () => {
    const { port, bodies } = await setting(undefined, { requestTimeout: 150 });
    const head = 'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nslow';
    expect(await raw(port, head)).toMatch(/^HTTP\/1.1 408/);
    expect(bodies).toEqual([]);
  });

  test.each([
    ['a full disk', 503, fullDisk],
    ['stopping', 503, () => new Stopping()],
    ['a bug', 500, () => new Error('a bug')],
  ])('%s is answered with %i, so that Slack retries', async (_, status, error) => {
    const { post } = await setting(async () => {
      throw error();
    });
    expect((await post(command, signed(command))).status).toBe(status);
  });

  test('a request without an acknowledgement is answered when Slack stops waiting', async () => {
    const { post, lines } = await setting(async () => {}, undefined, 50);
    expect((await post(command, signed(command))).status).toBe(503);
    expect(lines.lines('warn')).toHaveLength(1);
  });

  test('the address is verified with Slack’s challenge', async () => {
    const { post } = await setting();
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    const response = await post(body, signed(body, { type: 'application/json' }));
    expect(await response.json()).toEqual({ challenge: 'abc' });
  });

  test('stop ends although a client keeps its connection', async () => {
    const { port, receiver } = await setting();
    const kept = raw(port, `POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n`);
    await receiver.stop();
    await kept.catch(() => {});
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });
});

test('an empty signing secret fails the start', () => {
  expect(() => httpReceiver({ signingSecret: ' ', log: logLines().log, isNew: () => true })).toThrow(
    'SLACK_SIGNING_SECRET',
  );
});
