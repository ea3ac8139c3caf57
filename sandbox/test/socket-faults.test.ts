import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Sandbox } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';
import { call } from './support/call.ts';
import { options } from './support/workspace.ts';

interface Envelope {
  type: string;
  envelope_id?: string;
  reason?: string;
  retry_attempt?: number;
  retry_reason?: string;
  payload?: { event_id: string; event: { text: string; ts: string } };
}

interface Link {
  socket: WebSocket;
  heard: Envelope[];
}

let sandbox: Sandbox;
let links: Link[] = [];
beforeEach(async () => {
  sandbox = await startSandbox(options);
});

/**
 * A separate workspace for tests of missing answers: its short times would cut off a slow machine in the other tests.
 */
async function impatient(timings: object): Promise<void> {
  await sandbox.close();
  sandbox = await startSandbox({ ...options, timings });
}

afterEach(async () => {
  for (const { socket } of links) socket.terminate();
  links = [];
  await sandbox.close();
});

/** A socket that acknowledges envelopes, or does not. */
async function link({ acks = true } = {}): Promise<Link> {
  const { url } = await call(sandbox, 'apps.connections.open', {}, sandbox.appToken);
  const made: Link = { socket: new WebSocket(String(url)), heard: [] };
  made.socket.on('message', (data) => {
    const envelope = JSON.parse(data.toString()) as Envelope;
    made.heard.push(envelope);
    if (acks && envelope.envelope_id) made.socket.send(JSON.stringify({ envelope_id: envelope.envelope_id }));
  });
  made.socket.on('error', () => {});
  links.push(made);
  await expect.poll(() => made.heard.length).toBe(1);
  return made;
}

const events = ({ heard }: Link): Envelope[] => heard.filter((each) => each.type === 'events_api');
const say = (text = 'hello') => sandbox.as('sam').say('#sales', text);
const heardEvents = (made: Link, count: number) => expect.poll(() => events(made).length).toBe(count);

test('a socket receives hello, and its ticket is valid for one connection', async () => {
  const { url } = await call(sandbox, 'apps.connections.open', {}, sandbox.appToken);
  const first = new WebSocket(String(url));
  const [hello] = (await once(first, 'message')) as [Buffer];
  expect(JSON.parse(hello.toString())).toMatchObject({ type: 'hello', connection_info: { app_id: sandbox.appId } });
  const second = new WebSocket(String(url));
  await expect(once(second, 'open')).rejects.toThrow('401');
  first.terminate();
});

test('each envelope goes to one of the sockets', async () => {
  const [one, two] = [await link(), await link()];
  say('first');
  say('second');
  await heardEvents(one, 1);
  await heardEvents(two, 1);
});

test('an eleventh socket is refused', async () => {
  for (let count = 0; count < 10; count += 1) await link();
  const last = await link();
  expect(last.heard[0]).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
});

test('an unacknowledged event is retried with its retry number', async () => {
  await impatient({ ackMs: 60, eventRetryMs: [5, 10, 15] });
  const deaf = await link({ acks: false });
  say();
  await heardEvents(deaf, 4);
  expect(events(deaf).map((each) => each.retry_attempt)).toEqual([0, 1, 2, 3]);
  expect(events(deaf)[1]?.retry_reason).toBe('timeout');
  expect(new Set(events(deaf).map((each) => each.payload?.event_id)).size).toBe(1);
});

test('events can be duplicated, delayed and reordered', async () => {
  const app = await link();
  const copies = sandbox.faults.events({ copies: 3 });
  say('thrice');
  await heardEvents(app, 3);
  copies.lift();
  const order = sandbox.faults.events({ reverseBatch: 2, lateMs: 10 });
  say('first');
  say('second');
  await heardEvents(app, 5);
  order.lift();
  expect(
    events(app)
      .slice(3)
      .map((each) => each.payload?.event.text),
  ).toEqual(['second', 'first']);
});

test.each(['warning', 'refresh_requested', 'link_disabled'] as const)(
  'a socket is told that it will close: %s',
  async (reason) => {
    const app = await link();
    sandbox.faults.dropSockets(reason);
    await expect.poll(() => app.heard.at(-1)).toMatchObject({ type: 'disconnect', reason });
  },
);

test('sockets can be cut abruptly and refused for a while', async () => {
  const app = await link();
  const refused = sandbox.faults.refuseSockets();
  sandbox.faults.dropSockets('abrupt');
  await once(app.socket, 'close');
  const { url } = await call(sandbox, 'apps.connections.open', {}, sandbox.appToken);
  await expect(once(new WebSocket(String(url)), 'open')).rejects.toThrow();
  refused.lift();
  await link();
});

test('a frozen socket is open but silent', async () => {
  await impatient({ ackMs: 100, eventRetryMs: [5, 10, 15] });
  const app = await link({ acks: false });
  const frozen = sandbox.faults.freezeSockets();
  let pongs = 0;
  app.socket.on('pong', () => {
    pongs += 1;
  });
  app.socket.ping();
  say('unheard');
  await expect.poll(() => sandbox.traffic.deliveries('message').length).toBe(4);
  await sandbox.settled();
  expect({ state: app.socket.readyState, heard: events(app), pongs }).toEqual({
    state: WebSocket.OPEN,
    heard: [],
    pongs: 0,
  });
  frozen.lift();
  app.socket.ping();
  await expect.poll(() => pongs).toBe(1);
});

test('a socket whose other end is silent is cut', async () => {
  await impatient({ pingMs: 30 });
  const { url } = await call(sandbox, 'apps.connections.open', {}, sandbox.appToken);
  const mute = new WebSocket(String(url), { autoPong: false });
  mute.on('error', () => {});
  await once(mute, 'close');
});

test('unknown envelopes can be sent', async () => {
  const app = await link();
  sandbox.faults.sendUnknownEnvelope();
  sandbox.faults.rateLimitEvents();
  await expect.poll(() => app.heard.length).toBe(3);
  expect(app.heard.slice(1)).toMatchObject([
    { type: 'something_new' },
    { type: 'events_api', payload: { type: 'app_rate_limited', team_id: sandbox.teamId } },
  ]);
});
