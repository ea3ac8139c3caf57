import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

interface Got {
  headers: Record<string, string>;
  body: string;
  event: { type: string; timestamp: string; data: Record<string, unknown> };
}

/** 204 without a status; `never` leaves the request without an answer. */
type Answer = { status?: number; headers?: Record<string, string>; body?: string } | 'never';

/** A receiver of webhooks over real HTTP; closed after the test. */
export async function webhookReceiver() {
  const got: Got[] = [];
  /** The answers to the next requests, in order. */
  const answers: Answer[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    got.push({ headers: textsOf(request.headers), body, event: JSON.parse(body) });
    const answer = answers.shift() ?? {};
    if (answer !== 'never') response.writeHead(answer.status ?? 204, answer.headers).end(answer.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { got, answers, url: `http://127.0.0.1:${port}/in`, host: `127.0.0.1:${port}` };
}

const textsOf = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
