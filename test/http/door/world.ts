/** The HTTP door on a port of its own, without Slack. */
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { createDoor, type DoorOptions } from '../../../src/http/door/server.ts';
import type { SourceAuth } from '../../../src/intake/types.ts';
import { leads } from '../../../src/leads/table.ts';
import { world } from '../../intake/world.ts';
import { logLines } from '../../support/log-lines.ts';

export { NOW } from '../../intake/world.ts';

export const ANA = { name: 'Ana Reis', email: 'ana@porto-foods.example', company: 'Porto Foods', need: 'A demo' };

/** The door with one source, and a clock that the test moves. */
export async function door(auth?: SourceAuth, options: { given?: string; limits?: DoorOptions['limits'] } = {}) {
  const made = await world(auth, options.given);
  const { db, write, keys, key } = made;
  const clock = { now: new Date('2026-06-01T09:00:00Z') };
  const { log, text: logText } = logLines();
  const deps = { db, write, keys, log, now: () => clock.now, workspaceUrl: 'https://northwind.slack.com/' };
  const opened = createDoor(deps, { host: '127.0.0.1', port: 0, limits: options.limits ?? {} });
  onTestFinished(() => opened.stop());
  await opened.look();
  const port = opened.port() ?? 0;
  const url = `http://127.0.0.1:${port}/v1/leads/contact-form`;

  return {
    ...made,
    clock,
    logText,
    door: opened,
    port,
    url,
    leads: () => db.select().from(leads).all(),
    /** JSON with the bearer key, unless the test says otherwise. */
    post: async (body: unknown, headers: Record<string, string> = {}, query = '') => {
      const answer = await fetch(`${url}${query}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
      });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, said: JSON.parse(text) as Record<string, unknown> };
    },
    /** Bytes on a socket, and everything that comes back until it is closed. */
    raw: (bytes: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
        let said = '';
        socket.on('data', (chunk) => {
          said += chunk.toString();
        });
        socket.on('close', () => resolve(said));
        socket.on('error', reject);
      }),
    /** A request with headers that fetch does not send. */
    send: (headers: Record<string, string | string[]>, body = JSON.stringify(ANA)): Promise<number> =>
      new Promise((resolve, reject) => {
        const request = httpRequest(url, { method: 'POST', headers }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        request.on('error', reject);
        request.end(body);
      }),
  };
}
