/** Requests as Slack signs and encodes them (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { asSecret, type Secret } from '../crypto/secret.ts';
import { onlyField } from './form-body.ts';

/** The path of all requests of Slack. */
export const SLACK_PATH = '/slack/events';

/** Slack's own limit, applied both ways: a timestamp in the future is as wrong as one in the past. */
export const MAX_SKEW_S = 300;

/** Slack sends this type without a charset. A body of another type is read as JSON, and refused. */
const FORM = 'application/x-www-form-urlencoded';

/** The whole body; undefined when it is longer than `limit` bytes or breaks off. */
export function bodyOf(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) {
        request.pause();
        resolve(undefined);
      } else chunks.push(chunk);
    });
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', () => resolve(undefined));
  });
}

/** A file of secrets is read again at most so often, however many bad signatures come. */
const RENEW_MS = 1_000;

/**
 * Checks that Slack signed a body, with one of the secrets: while a secret is changed, two hold, separated by a comma.
 * The key objects are created once, since that takes longer than their use.
 */
export function signatures(given: Secret | string): (headers: IncomingHttpHeaders, body: Buffer) => boolean {
  const secret = asSecret(given);
  let keys = keysIn(secret);
  let renewedAt = Number.NEGATIVE_INFINITY;
  const isRight = (at: string, told: Buffer, body: Buffer) =>
    keys.some((key) => {
      const right = Buffer.from(`v0=${createHmac('sha256', key).update(`v0:${at}:`).update(body).digest('hex')}`);
      return told.length === right.length && timingSafeEqual(told, right);
    });
  return (headers, body) => {
    const at = headers['x-slack-request-timestamp'];
    const signature = headers['x-slack-signature'];
    if (typeof at !== 'string' || typeof signature !== 'string') return false;
    const told = Buffer.from(signature);
    if (isRight(at, told, body)) return true;
    if (performance.now() - renewedAt < RENEW_MS) return false;
    renewedAt = performance.now();
    if (!secret.renew()) return false;
    keys = keysIn(secret);
    return isRight(at, told, body);
  };
}

const keysIn = (secret: Secret) =>
  secret
    .reveal()
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '')
    .map((value) => createSecretKey(value, 'utf8'));

/** Slack checks the certificate with an unsigned request; the rest of its body is ignored. */
export function isCertificateCheck(headers: IncomingHttpHeaders, body: Buffer): boolean {
  if (headers['content-type'] !== FORM) return false;
  const values = new URLSearchParams(body.toString()).getAll('ssl_check');
  return values.length === 1 && values[0] === '1';
}

/** The content of a request: JSON, a form with JSON in its `payload`, or a form. Undefined for anything else. */
export function parseBody(headers: IncomingHttpHeaders, body: Buffer): Record<string, unknown> | undefined {
  if (headers['content-type'] !== FORM) return objectIn(body.toString());
  const only = onlyField('payload', body);
  if (only !== undefined) return objectIn(only);
  const fields = new URLSearchParams(body.toString());
  const payload = fields.get('payload');
  return payload === null ? Object.fromEntries(fields) : objectIn(payload);
}

function objectIn(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a request may change something. Events are known by their id (platform/inbox/), and a menu that asks for the
 * same words within a second sends the same request twice.
 */
export const mayChange = ({ type }: Record<string, unknown>): boolean =>
  type !== 'event_callback' && type !== 'block_suggestion';
