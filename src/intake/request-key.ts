/** The key by which a repetition of a request is known. */
import { createHmac } from 'node:crypto';
import type { Keys } from '../platform/crypto/keys.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { intakeKey } from './keys.ts';
import { own, rootOf } from './mapping/walk.ts';
import type { Headers } from './signatures.ts';
import type { SourceAuth } from './types.ts';

export interface RequestKey {
  key: string;
  bodyHash: Buffer;
  /** How long a repetition is known. */
  keptMs: number;
}

/** As long as senders try again. */
const KEPT_MS = 30 * DAY_MS;
/** Without a key of the sender, the same form is the same lead for a day. */
const SAME_BODY_MS = DAY_MS;
const LONGEST_KEY = 255;

/** Headers with a key of the sender. Keys of different kinds are never mixed up. */
export const KEY_HEADERS = ['idempotency-key', 'webhook-id', 'x-github-delivery'] as const;

interface Sent {
  headers: Headers;
  raw: Buffer;
  body: unknown;
}

/** The sender's own key, else the event in the body of a known sender, else the body itself. */
export function requestKeyOf(keys: Keys, auth: SourceAuth, { headers, raw, body }: Sent): RequestKey {
  const hash = createHmac('sha256', intakeKey(keys)).update('body:').update(raw).digest();
  const header = KEY_HEADERS.find((name) => headers[name] !== undefined);
  const theirs = header === undefined ? eventIn(auth, body) : `${header}:${headers[header]}`;
  return theirs === undefined
    ? { key: `body:${hash.toString('base64url')}`, bodyHash: hash, keptMs: SAME_BODY_MS }
    : { key: theirs, bodyHash: hash, keptMs: KEPT_MS };
}

/** A key of the sender that can be stored: printable, and not too long. */
export const isUsableKey = (key: string): boolean => key.length <= LONGEST_KEY && /^[\x21-\x7e]+$/.test(key);

type Path = readonly string[];
const EVENTS: Partial<Record<string, readonly Path[]>> = {
  typeform: [['event_id']],
  tally: [['eventId']],
  webflow: [['payload', 'id']],
  // An invitee has several events.
  calendly: [['event'], ['payload', 'uri']],
};

function eventIn(auth: SourceAuth, body: unknown): string | undefined {
  const paths = auth.kind === 'signature' ? EVENTS[auth.preset] : undefined;
  if (!paths) return undefined;
  const parts = paths.map((path) => path.reduce(own, rootOf(body)));
  const isWhole = parts.every((part) => typeof part === 'string' && isUsableKey(part));
  return isWhole ? `event:${parts.join(' ')}` : undefined;
}
