import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { HTTPReceiver, type Receiver } from '@slack/bolt';
import { isUnavailable } from '../db/write.ts';
import { Stopping } from '../inbox/receiver.ts';
import { errorName, type Log, sdkLogger } from './sdk-log.ts';

const PATH = '/slack/events';
const BODY_LIMIT = 1_048_576;
/** As Slack asks for, and to both sides: a request from the future is as wrong as one from the past. */
const MAX_SKEW_S = 300;
const CLOSE_MS = 1_000;

/** What is sent to us is small and comes at once. */
const SERVER_LIMITS = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 };

export interface HttpReceiverOptions {
  signingSecret: string;
  log: Log;
  limits?: typeof SERVER_LIMITS;
}

/**
 * Events, commands and interactions over HTTP, at `POST /slack/events`. Everything else is refused before its body is
 * read. `start(port)` resolves with the listening server.
 */
export function httpReceiver({ signingSecret, log, limits = SERVER_LIMITS }: HttpReceiverOptions): Receiver {
  // Accepted by Bolt, and then anybody could sign.
  if (signingSecret.trim() === '') throw new TypeError('The signing secret is empty (SLACK_SIGNING_SECRET).');
  let server: Server | undefined;
  const bolt = new HTTPReceiver({
    signingSecret,
    endpoints: [PATH],
    bodyLimit: BODY_LIMIT,
    logger: sdkLogger(log),
    // Anything but a 200 makes Slack send an event again, and tells a person that a command failed.
    processEventErrorHandler: async ({ error, response }) => {
      log.error({ error: errorName(error) }, 'A request of Slack failed');
      const mayWorkLater = error instanceof Stopping || isUnavailable(error);
      if (!response.headersSent) response.writeHead(mayWorkLater ? 503 : 500).end();
      return false;
    },
    unhandledRequestHandler: ({ response }) => {
      if (response.headersSent) return;
      log.warn('A request was not acknowledged within three seconds');
      response.writeHead(503).end();
    },
  });

  function listen(request: IncomingMessage, response: ServerResponse): void {
    const status = refusal(request);
    if (status) {
      response.writeHead(status, { connection: 'close' }).end();
      return;
    }
    try {
      bolt.requestListener(request, response);
    } catch (error) {
      log.warn({ error: errorName(error) }, 'A request could not be read');
      if (!response.headersSent) response.writeHead(404, { connection: 'close' }).end();
    }
  }

  return {
    init: (app) => bolt.init(app),
    start: (port: number) =>
      new Promise<Server>((resolve, reject) => {
        const listening = createServer(limits, listen);
        server = listening;
        listening.once('error', reject);
        listening.listen(port, () => resolve(listening));
      }),
    stop: () =>
      new Promise<void>((resolve) => {
        if (!server) return resolve();
        const closing = server;
        closing.close(() => resolve());
        setTimeout(() => closing.closeAllConnections(), CLOSE_MS).unref();
      }),
  };
}

/** The status for a request that needs no look at its body. */
function refusal({ method, url, headers }: IncomingMessage): number | undefined {
  if (url?.split('?', 1)[0] !== PATH) return 404;
  if (method !== 'POST') return 405;
  if (Number(headers['content-length'] ?? 0) > BODY_LIMIT) return 413;
  const at = headers['x-slack-request-timestamp'];
  if (at !== undefined && !(Math.abs(Date.now() / 1000 - Number(at)) <= MAX_SKEW_S)) return 401;
  return undefined;
}
