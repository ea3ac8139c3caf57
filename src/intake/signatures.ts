/** Signatures of requests, each as its sender documents it. */
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { MINUTE_MS } from '../platform/time/units.ts';
import type { SignaturePreset } from './types.ts';

/** Names in lower case, each with one value. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** Where the sender tells its clock: a request that someone recorded is worth nothing later. */
const MAX_SKEW_MS = 5 * MINUTE_MS;

interface Signed {
  /** Signs the body together with the parts before it. */
  prefix: string;
  /** The claimed signatures. */
  claimed: string[];
  encoding: 'hex' | 'base64';
  /** When it was signed, in ms; undefined where the sender does not tell. */
  signedAtMs?: number;
}

type Reader = (headers: Headers) => Signed | undefined;

const bare =
  (header: string, encoding: Signed['encoding'], start = ''): Reader =>
  (headers) => {
    const value = headers[header];
    if (value === undefined || !value.startsWith(start)) return undefined;
    return { prefix: '', claimed: [value.slice(start.length)], encoding };
  };

const readers: Record<SignaturePreset, Reader> = {
  /** https://www.typeform.com/developers/webhooks/secure-your-webhooks/ */
  typeform: bare('typeform-signature', 'base64', 'sha256='),
  /** https://tally.so/help/webhooks */
  tally: bare('tally-signature', 'base64'),
  /** https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries */
  github: bare('x-hub-signature-256', 'hex', 'sha256='),
  /** https://developers.webflow.com/data/docs/working-with-webhooks; the time in milliseconds. */
  webflow: (headers) => {
    const { 'x-webflow-timestamp': at, 'x-webflow-signature': signature } = headers;
    if (at === undefined || signature === undefined) return undefined;
    return { prefix: `${at}:`, claimed: [signature], encoding: 'hex', signedAtMs: numberIn(at) };
  },
  /** https://developer.calendly.com/api-docs/webhook-signatures */
  calendly: (headers) => {
    const parts = (headers['calendly-webhook-signature'] ?? '').split(',').map((part) => part.trim().split('='));
    const valuesOf = (name: string) => parts.flatMap(([key, value]) => (key === name && value ? [value] : []));
    const [at] = valuesOf('t');
    if (at === undefined) return undefined;
    return { prefix: `${at}.`, claimed: valuesOf('v1'), encoding: 'hex', signedAtMs: numberIn(at) * 1000 };
  },
  /** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
  standard_webhooks: (headers) => {
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures } = headers;
    if (id === undefined || at === undefined || signatures === undefined) return undefined;
    const claimed = signatures.split(' ').flatMap((one) => (one.startsWith('v1,') ? [one.slice('v1,'.length)] : []));
    return { prefix: `${id}.${at}.`, claimed, encoding: 'base64', signedAtMs: numberIn(at) * 1000 };
  },
};

const numberIn = (text: string): number => (/^\d{1,14}$/.test(text) ? Number(text) : Number.NaN);

/** Senders sign with more than one key only while they rotate theirs. */
const MOST_CLAIMED = 5;

/** Whether one of the secrets signed the body, not more than five minutes ago. */
export function isSigned(
  preset: SignaturePreset,
  { headers, body }: { headers: Headers; body: Buffer },
  secrets: readonly KeyObject[],
  now: Date,
): boolean {
  const signed = readers[preset](headers);
  if (!signed) return false;
  const { prefix, claimed, encoding, signedAtMs } = signed;
  // Not a number is never within the time.
  if (signedAtMs !== undefined && !(Math.abs(now.getTime() - signedAtMs) <= MAX_SKEW_MS)) return false;
  const right = secrets.map((secret) => createHmac('sha256', secret).update(prefix).update(body).digest());
  return claimed.slice(0, MOST_CLAIMED).some((one) => {
    const bytes = Buffer.from(one, encoding);
    return right.some((digest) => digest.length === bytes.length && timingSafeEqual(digest, bytes));
  });
}
