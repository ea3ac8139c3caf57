/** The HTTP door: leads of other systems, on a port of their own. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hasSources } from '../../intake/queries.ts';
import { isUnavailable } from '../../platform/db/write.ts';
import { listenOn } from '../../platform/listen.ts';
import { errorName } from '../../platform/log.ts';
import type { Services } from '../../platform/services.ts';
import { drain } from './drain.ts';
import { createHandler, type DoorDeps } from './handle.ts';
import { leadLink } from './lead-link.ts';
import { descriptions } from './openapi.ts';
import { Refusal } from './refusal.ts';
import { createRefusals, type Refusals } from './refusals.ts';

/** Forms are small and arrive in one piece. */
const LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
};
const MOST_HEADERS = 100;
/** Bodies of all connections together fit into 64 MB. */
const MOST_CONNECTIONS = 256;
/** Running requests have so long once Baton stops. */
const CLOSE_MS = 1_000;

export interface Door {
  /** Opens the door once a source exists. @throws when the port is in use or not allowed. */
  look(): Promise<void>;
  /** The same after a commit, which does not wait for it. A port that could not be had is left to `look`. */
  wake(): void;
  /** Undefined while it is closed. */
  port(): number | undefined;
  /** Since the start. */
  counts: () => DoorCounts;
  /** Of the source with this address, since the start. */
  refused: Refusals['of'];
  stop(): Promise<void>;
}

export interface DoorCounts {
  /** Requests that were received: leads, repetitions, kept bodies. */
  received: number;
  refused: number;
}

export interface DoorOptions {
  host: string;
  port: number;
  limits?: Partial<typeof LIMITS>;
}

/** Closed until the first source is made, so that a company without one has no open port; open at once for links to leads. */
export function createDoor(deps: DoorDeps & Pick<Services, 'log'>, { host, port, limits }: DoorOptions): Door {
  const { db, log } = deps;
  const refusals = createRefusals();
  const handle = createHandler(deps, refusals);
  const counts: DoorCounts = { received: 0, refused: 0 };
  let server: Server | undefined;
  let opening: Promise<void> | undefined;
  let isStopping = false;
  let hasFailed = false;

  async function listen(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const link = request.method === 'GET' && leadLink(deps, request.url ?? '');
      if (link) return redirect(response, link);
      const description = request.method === 'GET' && descriptions(request.url ?? '');
      if (description) return send(response, 200, description);
      if (isStopping) throw new Refusal(503, 'Baton is stopping.', { 'retry-after': '30' });
      const { status, body } = await handle(request);
      counts.received += 1;
      send(response, status, body);
    } catch (error) {
      await refuse(request, response, asRefusal(error));
    }
  }

  async function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): Promise<void> {
    counts.refused += 1;
    log.debug({ status: refusal.status }, 'A request of a source was refused');
    const { status, message: detail, headers } = refusal;
    await drain(request);
    send(response, status, { status, title: TITLES[status] ?? 'Refused', detail }, { ...headers, connection: 'close' });
  }

  function asRefusal(error: unknown): Refusal {
    if (error instanceof Refusal) return error;
    if (isUnavailable(error))
      return new Refusal(503, 'Nothing was saved. Send it again later.', { 'retry-after': '30' });
    log.error({ error: errorName(error) }, 'A request of a source failed');
    return new Refusal(500, 'Nothing was saved. The log of Baton has the reason.');
  }

  async function open(): Promise<void> {
    const opened = createServer({ ...LIMITS, ...limits }, (request, response) => {
      listen(request, response).catch((error: unknown) => {
        log.error({ error: errorName(error) }, 'A request of a source could not be answered');
        response.destroy();
      });
    });
    opened.maxHeadersCount = MOST_HEADERS;
    opened.maxConnections = MOST_CONNECTIONS;
    await listenOn(opened, { port, host }, log);
    server = opened;
    log.info({ port: (opened.address() as AddressInfo).port }, 'Sources can send leads');
  }

  async function look(): Promise<void> {
    if (server || isStopping || !(deps.hasLinks || hasSources(db))) return;
    opening ??= open();
    try {
      await opening;
      hasFailed = false;
    } catch (error) {
      hasFailed = true;
      throw error;
    } finally {
      opening = undefined;
    }
  }

  return {
    look,
    wake() {
      if (!hasFailed) void look().catch(() => {});
    },
    port: () => (server?.address() as AddressInfo | null | undefined)?.port,
    counts: () => counts,
    refused: refusals.of,
    stop: () =>
      new Promise<void>((resolve) => {
        isStopping = true;
        if (!server) return resolve();
        const closing = server;
        closing.close(() => resolve());
        closing.closeIdleConnections();
        setTimeout(() => closing.closeAllConnections(), CLOSE_MS).unref();
      }),
  };
}

/** Never kept: the card can move. */
function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).end();
}

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not authenticated',
  404: 'Not found',
  405: 'Wrong method',
  409: 'Conflict',
  413: 'Too long',
  415: 'Wrong type',
  429: 'Too many requests',
  500: 'Failed',
  503: 'Not available',
};

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  const text = `${JSON.stringify(body)}\n`;
  const length = Buffer.byteLength(text);
  response.writeHead(status, {
    'content-type': type,
    'content-length': length,
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(text);
}
