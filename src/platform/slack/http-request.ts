/** Requests as Slack signs and encodes them (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { onlyField } from './form-body.ts';

/** Slack sends this type without a charset; what says anything else is read as JSON, and refused. */
const FORM = 'application/x-www-form-urlencoded';

/** The whole body; undefined as soon as it is longer than `limit` bytes, and when it breaks off. */
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

/** Tells whether Slack signed a body. The key is made once: that takes longer than to use it. */
export function signatures(secret: string): (headers: IncomingHttpHeaders, body: Buffer) => boolean {
  const key = createSecretKey(secret, 'utf8');
  return (headers, body) => {
    const at = headers['x-slack-request-timestamp'];
    const given = headers['x-slack-signature'];
    if (typeof at !== 'string' || typeof given !== 'string') return false;
    const right = Buffer.from(`v0=${createHmac('sha256', key).update(`v0:${at}:`).update(body).digest('hex')}`);
    const told = Buffer.from(given);
    return told.length === right.length && timingSafeEqual(told, right);
  };
}

/** Slack checks the certificate without a signature; whatever else is in such a request is not looked at. */
export function isCertificateCheck(headers: IncomingHttpHeaders, body: Buffer): boolean {
  if (headers['content-type'] !== FORM) return false;
  const values = new URLSearchParams(body.toString()).getAll('ssl_check');
  return values.length === 1 && values[0] === '1';
}

/** What Slack says: JSON, a form with JSON in its `payload`, or a form. Undefined for everything else. */
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
