import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Received {
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** The JSON of the body, or of the form's `payload`; otherwise the form's fields. */
  payload: Record<string, unknown>;
}

interface Answer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Listener {
  url: string;
  received: Received[];
  /** Sets the answer to the next requests. */
  answer: (request: Received) => Answer | Promise<Answer>;
  close(): Promise<void>;
}

function payloadOf(body: string, type: string): Record<string, unknown> {
  if (type.includes('json')) return JSON.parse(body);
  const form = new URLSearchParams(body);
  const payload = form.get('payload');
  return payload ? JSON.parse(payload) : Object.fromEntries(form);
}

/** A plain HTTP server in place of an app: it records requests and sends the test's answers. */
export async function startListener(): Promise<Listener> {
  const listener: Listener = { url: '', received: [], answer: () => ({}), close };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString();
      const received = {
        headers: request.headers,
        body,
        payload: payloadOf(body, request.headers['content-type'] ?? ''),
      };
      listener.received.push(received);
      const { status = 200, body: answer, headers = {} } = await listener.answer(received);
      const isJson = typeof answer === 'object';
      response.writeHead(status, { 'content-type': isJson ? 'application/json' : 'text/plain', ...headers });
      response.end(isJson ? JSON.stringify(answer) : (answer as string | undefined));
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  listener.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  async function close(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return listener;
}
