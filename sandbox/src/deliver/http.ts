import { createHmac } from 'node:crypto';
import type { Json } from '../json.ts';
import { isObject, str } from '../json.ts';
import type { Ack, Carrier, Parcel } from './deliverer.ts';

export interface HttpOptions {
  /** The present one. */
  signingSecret: () => string;
  ackMs: number;
  /** In seconds and in real time, because signatures are checked against real time. */
  nowSeconds: () => number;
}

export interface HttpCarrier extends Carrier {
  url: string;
  /** Verifies that the address belongs to the app, as Slack does when the address is saved. */
  verify(token: string): Promise<boolean>;
  /** Sends any body, signed. For app_rate_limited, which is not an event_callback. */
  post(body: Json): Promise<Ack>;
}

/** Slack's v0 signature (docs.slack.dev, Verifying requests from Slack). */
const sign = (signingSecret: string, timestamp: string, body: string): string =>
  `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

/** Form-encoded without a charset: Slack sends no charset, and Bolt refuses one. */
function bodyOf(parcel: Parcel): { body: string; contentType: string } {
  const form = 'application/x-www-form-urlencoded';
  if (parcel.type === 'events_api') return { body: JSON.stringify(parcel.payload), contentType: 'application/json' };
  if (parcel.type === 'interactive')
    return { body: new URLSearchParams({ payload: JSON.stringify(parcel.payload) }).toString(), contentType: form };
  const fields = Object.entries(parcel.payload).map(([key, value]): [string, string] => [key, String(value)]);
  return { body: new URLSearchParams(fields).toString(), contentType: form };
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  if (!response.headers.get('content-type')?.includes('json')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function createHttpCarrier(url: string, options: HttpOptions): HttpCarrier {
  const carrier: HttpCarrier = { url, send, verify, post };

  async function request(body: string, contentType: string, extra: Record<string, string>): Promise<Ack> {
    const timestamp = String(options.nowSeconds());
    try {
      const response = await fetch(carrier.url, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: {
          'content-type': contentType,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': sign(options.signingSecret(), timestamp, body),
          ...extra,
        },
        signal: AbortSignal.timeout(options.ackMs),
      });
      const answer = await answerOf(response);
      if (response.ok) return { ok: true, answer };
      const noRetry = response.headers.get('x-slack-no-retry') === '1';
      return { ok: false, error: response.status < 500 ? 'http_client_error' : 'http_service_error', noRetry };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      return { ok: false, error: timedOut ? 'operation_timeout' : 'dispatch_failed' };
    }
  }

  function send(parcel: Parcel): Promise<Ack> {
    const { body, contentType } = bodyOf(parcel);
    const retry = parcel.retry;
    return request(
      body,
      contentType,
      retry ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason } : {},
    );
  }

  function post(body: Json): Promise<Ack> {
    return request(JSON.stringify(body), 'application/json', {});
  }

  async function verify(token: string): Promise<boolean> {
    const challenge = `challenge-${options.nowSeconds()}`;
    const ack = await post({ token, challenge, type: 'url_verification' });
    if (!ack.ok) return false;
    return isObject(ack.answer) ? str(ack.answer.challenge) === challenge : ack.answer === challenge;
  }

  return carrier;
}
