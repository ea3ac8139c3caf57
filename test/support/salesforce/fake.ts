/**
 * A Salesforce account over real HTTP: its state, its rules, and faults on demand. It takes only what the references name, so a client
 * that sends anything else fails.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { accountControls } from './controls.ts';
import { answerSoap } from './convert.ts';
import { type App, answerToken, publicKeyOf } from './oauth.ts';
import { Refusal } from './refusals.ts';
import { answerRest } from './rest.ts';

/** Keys for tests alone: making one takes a tenth of a second. */
const keyIn = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
const privateKey = keyIn('key.pem');
export const otherPrivateKey = keyIn('other-key.pem');

/** `before`: nothing was stored. `after`: it was stored, and the answer is lost. `silent` never answers. */
export type Fault =
  | 'reset before'
  | 'reset after'
  | 'silent before'
  | 'silent after'
  | '500 before'
  | '502 after'
  | '503 before'
  | 'html before'
  | 'nonsense before'
  | 'limit';

interface FakeRequest {
  method: string;
  /** Without the version: `/query`. */
  path: string;
  query: string;
}

const LONGEST_LINE = 16_384;

export async function salesforceFake({ now = () => new Date() }: { now?: () => Date } = {}) {
  const controls = accountControls(now);
  const { account } = controls;
  const app: App = {
    clientId: '3MVG9fakefakefakefake.consumer.key',
    username: 'baton@acme.example',
    userId: controls.userId,
    publicKey: publicKeyOf(privateKey),
    scopes: 'api',
    isApproved: true,
  };
  const tokens = new Set<string>();
  const requests: FakeRequest[] = [];
  const faults: { fault: Fault; times: number; on: RegExp }[] = [];
  const usage = { used: 0, of: 15_000 };
  let tokenCount = 0;
  let trouble: ((request: FakeRequest, count: number) => Fault | undefined) | undefined;

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A bug of the fake must not look like a fault of Salesforce.
      response.writeHead(501, { 'content-type': 'text/plain' }).end(`The fake failed: ${error}`);
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += part;
    const url = new URL(request.url ?? '/', 'http://fake');
    const path = url.pathname.replace('/services/data/v66.0', '');
    const seen: FakeRequest = { method: request.method ?? '', path, query: url.searchParams.get('q') ?? '' };
    requests.push(seen);
    const fault = faultOf(`${request.method} ${path}`) ?? trouble?.(seen, requests.length);
    if (fault && !fault.endsWith('after')) return fail(fault, request, response);
    const { status, type, text } = handle(request, url, body);
    if (fault) return fail(fault, request, response);
    // A login is no call of an API.
    if (url.pathname !== '/services/oauth2/token') usage.used += 1;
    const headers = {
      'content-type': type,
      date: now().toUTCString(),
      'sforce-limit-info': `api-usage=${usage.used}/${usage.of}`,
    };
    response.writeHead(status, headers).end(text);
  }

  function faultOf(route: string): Fault | undefined {
    const found = faults.find(({ on, times }) => times > 0 && on.test(route));
    if (found) found.times -= 1;
    return found?.fault;
  }

  function handle(request: IncomingMessage, url: URL, body: string): { status: number; type: string; text: string } {
    const json = (status: number, value: unknown) => ({
      status,
      type: 'application/json;charset=UTF-8',
      text: JSON.stringify(value),
    });
    if (`${request.method} ${url.pathname}` === 'POST /services/oauth2/token') {
      const { status, body: told } = answerToken(body, app, now(), fakeUrl(), () => {
        tokenCount += 1;
        tokens.add(`00D5g!token${tokenCount}`);
        return `00D5g!token${tokenCount}`;
      });
      return json(status, told);
    }
    if (url.pathname === '/services/Soap/u/66.0') {
      const { status, xml } = answerSoap(account.hands, body, tokens, controls.mayConvert());
      return { status, type: 'text/xml;charset=UTF-8', text: xml };
    }
    try {
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      if (!tokens.has(token)) throw new Refusal('INVALID_SESSION_ID', 'Session expired or invalid', { status: 401 });
      if ((request.url ?? '').length > LONGEST_LINE) throw new Refusal('URI_TOO_LONG', 'URI too long', { status: 414 });
      const call = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
      };
      return json(200, answerRest(account, { ...call, body: body ? JSON.parse(body) : undefined }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return json(error.status, [
        { message: error.message, errorCode: error.code, ...(error.fields.length > 0 && { fields: error.fields }) },
      ]);
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const fakeUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    ...controls,
    url: fakeUrl(),
    app,
    /** Of the app and user, as an admin fills them in. */
    credentials: {
      domain: 'acme.my.salesforce.com',
      clientId: app.clientId,
      username: app.username,
      privateKey,
    },
    requests,
    usage,
    /** The next requests whose method and path match fail. */
    fail(fault: Fault, { times = 1, on = /^(?!POST \/services\/oauth2)/ }: { times?: number; on?: RegExp } = {}) {
      faults.push({ fault, times, on });
    },
    /** Asked for each request, for faults by chance. */
    trouble(choose: typeof trouble) {
      trouble = choose;
    },
    /** No fault that was ordered comes any more. */
    heal() {
      faults.length = 0;
      trouble = undefined;
    },
    /** Sessions end, as after a change of the user's password. A new one can begin. */
    endSessions: () => tokens.clear(),
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
    /** The app is not approved any more. */
    revoke() {
      tokens.clear();
      app.isApproved = false;
    },
  };
}

const error = (errorCode: string, message: string) => JSON.stringify([{ errorCode, message }]);
const JSON_TYPE = 'application/json;charset=UTF-8';

const ANSWERS: Partial<Record<Fault, [status: number, type: string, text: string]>> = {
  '500 before': [
    500,
    JSON_TYPE,
    error('UNKNOWN_EXCEPTION', 'An unexpected error occurred. Please include this ErrorId: 1-2 (3)'),
  ],
  '503 before': [503, JSON_TYPE, error('SERVER_UNAVAILABLE', 'Server unavailable. Please try again later.')],
  limit: [403, JSON_TYPE, error('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')],
  'nonsense before': [200, JSON_TYPE, '{"other":1}'],
  'html before': [200, 'text/html', '<html><body>Maintenance</body></html>'],
  '502 after': [502, 'text/html', '<html><body>Bad gateway</body></html>'],
};

function fail(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  const [status, type, text] = ANSWERS[fault] ?? [];
  if (fault.startsWith('reset')) request.socket.destroy();
  else if (status) response.writeHead(status, { 'content-type': type }).end(text);
}
