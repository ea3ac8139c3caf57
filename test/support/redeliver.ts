import { createHmac } from 'node:crypto';
import type { TestApp } from './test-app.ts';

let signedLater = 0;

/** Signs a command or an interaction as Slack does. Each call of the result sends the same request. */
export function signedRequest(app: TestApp, payload: object): () => Promise<Response> {
  const isCommand = 'command' in payload;
  const body = new URLSearchParams(
    isCommand ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) },
  ).toString();
  // Slack signs each request at its own time, also a repetition.
  signedLater = (signedLater + 1) % 200;
  const at = String(Math.floor(Date.now() / 1000) + signedLater);
  const signature = createHmac('sha256', app.slack.signingSecret).update(`v0:${at}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': at,
    'x-slack-signature': `v0=${signature}`,
  };
  return () => fetch(`http://127.0.0.1:${app.baton.port}/slack/events`, { method: 'POST', headers, body });
}

/** Sends a signed interaction to Baton over HTTP, repeated or changed, and resolves with the answer. */
export async function redeliver(app: TestApp, payload: unknown): Promise<unknown> {
  const response = await signedRequest(app, payload as object)();
  const text = await response.text();
  if (!response.ok) throw new Error(`Baton answered with ${response.status}.`);
  return text === '' ? undefined : JSON.parse(text);
}
