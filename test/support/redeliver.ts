import { createHmac } from 'node:crypto';
import type { TestApp } from './test-app.ts';

/** Sends a signed interaction to Baton over HTTP, repeated or changed, and resolves with the answer. */
export async function redeliver({ slack, baton }: TestApp, payload: unknown): Promise<unknown> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const at = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', slack.signingSecret).update(`v0:${at}:${body}`).digest('hex');
  const response = await fetch(`http://127.0.0.1:${baton.port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Baton answered with ${response.status}.`);
  return text === '' ? undefined : JSON.parse(text);
}
