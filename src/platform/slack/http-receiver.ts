import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type App, type Receiver, ReceiverMultipleAckError } from '@slack/bolt';
import { asSecret, type Secret } from '../crypto/secret.ts';
import { isUnavailable } from '../db/write.ts';
import { Stopping } from '../errors.ts';
import { createEventLoopSlices } from '../event-loop.ts';
import { listenOn } from '../listen.ts';
import { errorName, type Log } from '../log.ts';
import {
  bodyOf,
  isCertificateCheck,
  MAX_SKEW_S,
  mayChange,
  parseBody,
  SLACK_PATH,
  signatures,
} from './http-request.ts';

const BODY_LIMIT = 1_048_576;
const CLOSE_MS = 1_000;
/** Slack waits three seconds for an answer. */
const ANSWER_MS = 3_000;

/** Slack's requests are small and arrive in one piece. */
const SERVER_LIMITS = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 };

/** Whether a request with this signature of Slack, made at this time in seconds, comes for the first time. */
export type IsNewRequest = (signature: string, signedAt: number) => boolean;

export interface HttpReceiverOptions {
  /** Two values hold while it is changed: see http-request.ts. */
  signingSecret: Secret | string;
  log: Log;
  /** A copy of a request is answered and has no effect. */
  isNew: IsNewRequest;
  limits?: typeof SERVER_LIMITS;
  /** Default: Slack's three seconds. */
  answerMs?: number;
}

/**
 * Events, commands and interactions over HTTP, at `POST /slack/events`. Other requests are refused before their body is
 * read. `start(port)` resolves with the listening server.
 *
 * Replaces Bolt's HTTPReceiver, which spends as long on signature and form as Baton on a whole command
 * (docs/performance.md). Its refusals are covered by test/platform/slack/http-receiver.test.ts.
 */
export function httpReceiver({
  signingSecret,
  log,
  isNew,
  limits = SERVER_LIMITS,
  answerMs = ANSWER_MS,
}: HttpReceiverOptions): Receiver {
  // With an empty secret anyone could sign.
  if (!/[^\s,]/.test(asSecret(signingSecret).reveal()))
    throw new TypeError('The signing secret is empty (SLACK_SIGNING_SECRET).');
  const isSigned = signatures(signingSecret);
  const myTurn = createEventLoopSlices();
  let app: App | undefined;
  let server: Server | undefined;

  async function listen(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = refusal(request);
    if (refused) return refuse(response, refused);
    const raw = await bodyOf(request, BODY_LIMIT);
    if (!raw) {
      response.once('finish', () => request.destroy());
      return refuse(response, 413);
    }
    await myTurn();
    const { headers } = request;
    if (!isSigned(headers, raw)) {
      if (isCertificateCheck(headers, raw)) return answer(response);
      log.warn('A request without a valid signature was refused');
      return refuse(response, 401);
    }
    const body = parseBody(headers, raw);
    if (!body) {
      log.warn('A request could not be read');
      return refuse(response, 400);
    }
    if (body.ssl_check === '1') return answer(response);
    if (body.type === 'url_verification') return answer(response, { challenge: body.challenge });
    if (mayChange(body) && !isNew(String(headers['x-slack-signature']), signedAt(headers))) {
      log.warn('A request that came before was answered and ignored');
      return answer(response);
    }
    await handle(body, response);
  }

  async function handle(body: Record<string, unknown>, response: ServerResponse): Promise<void> {
    let acknowledged = false;
    const late = setTimeout(() => {
      log.warn('A request was not acknowledged in time');
      response.writeHead(503).end();
    }, answerMs);
    const ack = async (said?: unknown) => {
      if (acknowledged) throw new ReceiverMultipleAckError();
      acknowledged = true;
      clearTimeout(late);
      answer(response, said);
    };
    try {
      await app?.processEvent({ body, ack });
    } catch (error) {
      log.error({ error: errorName(error) }, 'A request of Slack failed');
      clearTimeout(late);
      // Any status but 200 makes Slack resend an event, and tells a person that a command failed.
      const mayWorkLater = error instanceof Stopping || isUnavailable(error);
      if (!response.headersSent) response.writeHead(mayWorkLater ? 503 : 500).end();
    }
  }

  return {
    init: (bolt) => {
      app = bolt;
    },
    start: async (port: number) => {
      server = createServer(limits, (request, response) => {
        listen(request, response).catch((error: unknown) => {
          log.error({ error: errorName(error) }, 'A request could not be answered');
          response.destroy();
        });
      });
      await listenOn(server, { port }, log);
      return server;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        if (!server) return resolve();
        const closing = server;
        closing.close(() => resolve());
        setTimeout(() => closing.closeAllConnections(), CLOSE_MS).unref();
      }),
  };
}

/** The status for a request that is refused without reading its body. */
function refusal({ method, url, headers }: IncomingMessage): number | undefined {
  if (url?.split('?', 1)[0] !== SLACK_PATH) return 404;
  if (method !== 'POST') return 405;
  if (Number(headers['content-length'] ?? 0) > BODY_LIMIT) return 413;
  if (headers['x-slack-request-timestamp'] === undefined) return undefined;
  return Math.abs(Date.now() / 1000 - signedAt(headers)) <= MAX_SKEW_S ? undefined : 401;
}

const signedAt = (headers: IncomingMessage['headers']): number => Number(headers['x-slack-request-timestamp']);

/** Closes the connection: the sender of a refused request may send more. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end();
}

/** @throws ERR_HTTP_HEADERS_SENT after Slack's three seconds. */
function answer(response: ServerResponse, said?: unknown): void {
  if (said === undefined || said === '') response.writeHead(200).end();
  else if (typeof said === 'string') response.writeHead(200).end(said);
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
}
