/** The HTTP server for monitoring, separate from Slack's. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listenOn } from '../platform/listen.ts';
import { errorName, type Log } from '../platform/log.ts';

/** Answers one path. Requests are not authenticated, so answers hold no personal data. */
export type Route = () => { status: number; type: string; body: string };

export interface Intake {
  port: number;
  stop(): Promise<void>;
}

const QUICK_MS = 5_000;
const MOST_HEADERS = 50;

/** @throws when the port is in use or not allowed. */
export async function startIntake(
  { host, port, log }: { host: string; port: number; log: Log },
  routes: Record<string, Route>,
): Promise<Intake> {
  const server = createServer(
    { requestTimeout: QUICK_MS, headersTimeout: QUICK_MS, keepAliveTimeout: QUICK_MS },
    (request, response) => {
      // No request here has a body.
      request.resume();
      const route = routes[(request.url ?? '').split('?', 1)[0] ?? ''];
      if (!route) return answer(response, 404, 'text/plain', 'not found\n');
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.setHeader('allow', 'GET, HEAD');
        return answer(response, 405, 'text/plain', 'only GET\n');
      }
      try {
        const { status, type, body } = route();
        answer(response, status, type, request.method === 'HEAD' ? '' : body);
      } catch (error) {
        log.error({ error: errorName(error) }, 'A question over HTTP could not be answered');
        answer(response, 503, 'application/json', '{"status":"failing","reasons":["database"]}\n');
      }
    },
  );
  server.maxHeadersCount = MOST_HEADERS;
  await listenOn(server, { port, host }, log);
  return { port: (server.address() as AddressInfo).port, stop: () => close(server) };
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
  response.end(body);
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
