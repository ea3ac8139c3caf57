/**
 * HubSpot on this machine: a server with an account that keeps its records. It refuses whatever the reference does not name,
 * and records each request. Sources stand at the rules.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLimits, type Limits } from './limits.ts';
import { createPlayer } from './player.ts';
import { badInput, missingScopes, noKey, Refusal, tooMany } from './problem.ts';
import type { Call } from './route.ts';
import { routesOf } from './routes.ts';
import { createWorld } from './world.ts';

/**
 * A fault of one request. `before`: nothing was stored. `after`: it was stored, and the answer is lost.
 * `silent` never answers; `reset` closes the connection; `html` is a page of a proxy.
 */
export type Fault =
  | 'reset before'
  | 'reset after'
  | 'silent before'
  | 'silent after'
  | '500 before'
  | '502 after'
  | 'html before'
  | 'limit'
  | 'search limit'
  | 'day limit'
  | 'locked'
  | 'invalid';

export interface Seen extends Call {
  /** Undefined without an answer. */
  status: number | undefined;
}

export interface FakeOptions {
  now?: () => Date;
  key?: string;
  /** Undefined for none: tests do not wait. */
  limits?: Limits;
  keepsPrimaryId?: boolean;
}

/** All that the client asks for. */
export const allScopes = [
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.objects.owners.read',
  'crm.lists.read',
  'sales-email-read',
] as const;

export async function hubspotFake({
  now = () => new Date(),
  key = 'pat-eu1-00000000-test-key',
  limits,
  keepsPrimaryId = false,
}: FakeOptions = {}) {
  const world = createWorld(now);
  const routes = routesOf(world);
  const limit = createLimits(limits);
  const seen: Seen[] = [];
  const state = {
    key,
    scopes: new Set<string>(allScopes),
    demands: new Map<string, string>(),
    /** The fault of a request; called for each. */
    trouble: undefined as ((call: Call, count: number) => Fault | undefined) | undefined,
  };

  const settle = (call: Call, authorization: string | undefined) => {
    if (authorization !== `Bearer ${state.key}`) throw noKey();
    const found = routes.flatMap((route) => {
      const match = route.method === call.method ? route.path.exec(call.path) : null;
      return match ? [{ route, parts: match.slice(1).map(decodeURIComponent) }] : [];
    })[0];
    if (!found) throw new Refusal(404, 'NOT_FOUND', `no endpoint ${call.method} ${call.path}`);
    const { route, parts } = found;
    const policy = limit.taken(route.isSearch === true);
    if (policy) throw tooMany(policy);
    const demand = state.demands.get(/^\/crm\/objects\/[^/]+\/(\w+)/.exec(call.path)?.[1] ?? '');
    if (demand && !state.scopes.has(demand)) throw missingScopes([demand]);
    if (route.scopes.length > 0 && !route.scopes.some((scope) => state.scopes.has(scope)))
      throw missingScopes(route.scopes);
    return { ...route.answer(call, parts), isSearch: route.isSearch === true };
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    let text = '';
    for await (const part of request) text += part;
    const url = new URL(request.url ?? '/', 'http://fake');
    const body: unknown = text ? JSON.parse(text) : undefined;
    const call: Call = {
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body,
    };
    const entry: Seen = { ...call, status: undefined };
    seen.push(entry);
    const fault = state.trouble?.(call, seen.length);
    if (fault === 'reset before') return request.socket.destroy();
    if (fault === 'silent before') return;
    const reply = () => {
      try {
        const refused = refusalOf(fault);
        if (refused) throw refused;
        return settle(call, request.headers.authorization);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { status: error.status, body: error.body, isSearch: false };
      }
    };
    if (fault === '500 before')
      return answer(response, entry, 500, { message: 'internal error', category: 'INTERNAL_ERROR' });
    if (fault === 'html before') return page(response, entry, 200);
    const { status, body: answered, isSearch } = reply();
    if (fault === 'reset after') return request.socket.destroy();
    if (fault === 'silent after') return;
    if (fault === '502 after') return page(response, entry, 502);
    if (!isSearch) for (const [name, value] of limit.headers()) response.setHeader(name, value);
    answer(response, entry, status, answered);
  };

  const answer = (response: ServerResponse, entry: Seen, status: number, body: unknown) => {
    entry.status = status;
    response
      .writeHead(status, { 'content-type': 'application/json;charset=utf-8', date: now().toUTCString() })
      .end(JSON.stringify(body));
  };
  const page = (response: ServerResponse, entry: Seen, status: number) => {
    entry.status = status;
    response
      .writeHead(status, { 'content-type': 'text/html' })
      .end('<html><body><h1>Please sign in to the network</h1></body></html>');
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    key,
    world,
    seen,
    people: createPlayer(world, keepsPrimaryId),
    /** How many objects of each type the API made. */
    created: () => ({ ...world.created }),
    /** The fault of the next requests that the test names, in this order. */
    fail(faults: readonly Fault[], where: (call: Call) => boolean = () => true) {
      const waiting = [...faults];
      state.trouble = (call) => (waiting.length > 0 && where(call) ? waiting.shift() : undefined);
    },
    /** Asked for each request, for faults by chance. */
    trouble(choose: ((call: Call, count: number) => Fault | undefined) | undefined) {
      state.trouble = choose;
    },
    /** The key is not accepted any more. */
    revoke() {
      state.key = '';
    },
    renew(newKey: string) {
      state.key = newKey;
    },
    grant(...scopes: string[]) {
      state.scopes = new Set(scopes);
    },
    /** Another scope than the guides name for a type of objects. */
    demand(type: string, scope: string) {
      state.demands.set(type, scope);
    },
    /** Answers that the client should never get: it sent something that the reference does not know. */
    faults: () => seen.filter(({ status }) => status === 400 || status === 500),
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function refusalOf(fault: Fault | undefined): Refusal | undefined {
  if (fault === 'limit') return tooMany('TEN_SECONDLY_ROLLING');
  if (fault === 'search limit') return tooMany('SECONDLY');
  if (fault === 'day limit') return tooMany('DAILY');
  if (fault === 'invalid') return badInput('a value that HubSpot does not take');
  return fault === 'locked' ? new Refusal(423, 'LOCKED', 'The resource is locked') : undefined;
}
