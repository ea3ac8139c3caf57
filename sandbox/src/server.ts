import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { HttpBindings } from '@hono/node-server';
import { createAdaptorServer } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { WebSocketServer } from 'ws';
import type { ApiDeps, Outcome } from './api/call.ts';
import { callMethod } from './api/call.ts';
import { readRequest } from './api/request.ts';
import { answerResponseUrl } from './api/response-url.ts';
import { SlackError } from './api/slack-error.ts';
import type { Sockets } from './deliver/sockets.ts';
import type { FaultPlan } from './faults.ts';
import { createInstallPage } from './install-page.ts';
import { isObject } from './json.ts';
import { acceptLive } from './live/live.ts';
import type { Call } from './traffic.ts';
import type { World } from './world.ts';

export interface ServerDeps {
  api: ApiDeps;
  world: World;
  sockets: Sockets;
  plan: () => FaultPlan;
  /** Serves the page at the root. */
  page?: Hono;
}

const LOCAL = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/;

/** Only requests addressed to this machine: a website must not reach the workspace through a domain name of its own. */
const isLocal = (host: string | undefined): boolean => LOCAL.test(host ?? '');

function isLocalOrigin(request: IncomingMessage): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && isLocal(new URL(origin).host);
}

/** Writes the planned response to the connection. */
function play(outcome: Outcome, bindings: HttpBindings): Response {
  if (outcome.kind === 'answer')
    return new Response(outcome.body, { status: outcome.status, headers: outcome.headers });
  if (outcome.kind === 'reset') {
    const { outgoing, incoming } = bindings;
    if (outcome.partOf !== undefined) {
      outgoing.writeHead(200, {
        'content-type': 'application/json',
        'content-length': String(outcome.partOf.length + 100),
      });
      outgoing.write(outcome.partOf, () => setTimeout(() => (incoming.socket as Socket).resetAndDestroy(), 20));
    } else (incoming.socket as Socket).resetAndDestroy();
  }
  return RESPONSE_ALREADY_SENT;
}

async function receiveUpload(world: World, ticket: string, request: Request): Promise<Response> {
  const file = [...world.store.files.values()].find((each) => each.uploadTicket === ticket);
  if (!file || file.state === 'complete') return new Response('not found', { status: 404 });
  if (request.headers.get('content-type')?.includes('multipart/form-data')) {
    const part = [...(await request.formData()).values()].find((value) => typeof value !== 'string');
    if (!part || typeof part === 'string') return new Response('no file', { status: 400 });
    file.bytes = new Uint8Array(await part.arrayBuffer());
  } else file.bytes = new Uint8Array(await request.arrayBuffer());
  file.state = 'uploaded';
  return new Response(`OK - ${file.bytes.length}`);
}

function routes(deps: ServerDeps): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const { world } = deps;
  app.use(async (c, next) => (isLocal(c.req.header('host')) ? next() : c.text('wrong host', 421)));
  app.on(['GET', 'POST'], '/api/:method', async (c) => {
    let request: Awaited<ReturnType<typeof readRequest>>;
    try {
      request = await readRequest(c.req.raw);
    } catch (error) {
      if (error instanceof SlackError) return c.json({ ok: false, error: error.code });
      throw error;
    }
    return play(await callMethod(deps.api, c.req.param('method'), request), c.env);
  });
  app.post('/upload/:ticket', (c) => {
    if (deps.plan().isDown) return play({ kind: 'reset' }, c.env);
    return receiveUpload(world, c.req.param('ticket'), c.req.raw);
  });
  app.get('/files/:id/:name?', (c) => {
    const file = world.store.files.get(c.req.param('id'));
    if (!file) return c.text('not found', 404);
    // Uploads are served with their own type and never run in the page's origin.
    return c.body(new Uint8Array(file.bytes), 200, {
      'content-type': file.mimetype,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  });
  app.post('/response/:token', async (c) => {
    if (deps.plan().isDown) return play({ kind: 'reset' }, c.env);
    const body = await c.req.json().catch(() => undefined);
    const entry = world.traffic.add<Call>({
      kind: 'call',
      at: world.store.clock.now(),
      method: 'response_url',
      args: isObject(body) ? body : {},
      status: 0,
    });
    const answer = answerResponseUrl(world, c.req.param('token'), body);
    entry.status = answer.status;
    entry.answer = answer.body === 'ok' ? { ok: true } : answer.body;
    world.traffic.ended(entry);
    const text = answer.body === 'ok' ? 'ok' : JSON.stringify(answer.body);
    return new Response(text, { status: answer.status, headers: { 'content-type': 'application/json' } });
  });
  app.route('/', createInstallPage(world));
  if (deps.page) app.route('/', deps.page);
  return app;
}

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`);
};

/** Listens on this machine only. Resolves with the port. */
export async function listen(deps: ServerDeps, port: number): Promise<{ port: number; close(): Promise<void> }> {
  const server = createAdaptorServer({ fetch: routes(deps).fetch, hostname: '127.0.0.1' }) as Server;
  const links = new WebSocketServer({ noServer: true, autoPong: false });
  const lives = new WebSocketServer({ noServer: true });
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!isLocal(request.headers.host) || !isLocalOrigin(request)) return refuse(socket, '403 Forbidden');
    if (url.pathname === '/link') {
      if (deps.plan().isDown || deps.plan().socketsRefused) return socket.destroy();
      if (!deps.sockets.takeTicket(url.searchParams.get('ticket') ?? '')) return refuse(socket, '401 Unauthorized');
      return links.handleUpgrade(request, socket, head, (link) => deps.sockets.accept(link));
    }
    if (url.pathname === '/live') {
      const people = [...deps.world.store.people.values()].filter((each) => !each.isBot);
      const asked = url.searchParams.get('as');
      const window = url.searchParams.get('window') ?? undefined;
      const known = people.find((each) => each.id === asked || each.key === asked);
      // An address from an earlier run, or without a person, still opens the page.
      const person = known ?? people.find((each) => !each.deleted);
      if (!person) return refuse(socket, '404 Not Found');
      const greeting = asked && !known ? `There is no person “${asked}” here. You are ${person.realName}.` : undefined;
      return lives.handleUpgrade(request, socket, head, (live) =>
        acceptLive(deps.world, live, person.id, { window, greeting }),
      );
    }
    return refuse(socket, '404 Not Found');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of lives.clients) socket.terminate();
        server.close(() => resolve());
        // Calls that hang on purpose would keep the server open.
        for (const socket of open) socket.destroy();
      }),
  };
}
