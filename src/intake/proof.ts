/** Whether a request comes from its source. */
import type { Keys } from '../platform/crypto/keys.ts';
import type { Db } from '../platform/db/open.ts';
import { isShown, secretsOf, validKeys } from './keys.ts';
import { isEntry, own, rootOf } from './mapping/walk.ts';
import { type Headers, isSigned } from './signatures.ts';
import type { Source } from './table.ts';

export interface Shown {
  headers: Headers;
  query: URLSearchParams;
  raw: Buffer;
  body: unknown;
}

/** @returns whether the key or signature is right. */
export function isProved({ db, keys }: { db: Db; keys: Keys }, source: Source, shown: Shown, now: Date): boolean {
  const { auth } = source;
  const stored = validKeys(db, source.id, now);
  if (auth.kind === 'signature')
    return isSigned(auth.preset, { headers: shown.headers, body: shown.raw }, secretsOf(keys, stored, auth), now);
  const key = keyIn(auth, shown);
  return key !== undefined && isShown(stored, key);
}

function keyIn(
  auth: Exclude<Source['auth'], { kind: 'signature' }>,
  { headers, query, body }: Shown,
): string | undefined {
  if (auth.kind === 'query') return query.get(auth.name) ?? undefined;
  if (auth.kind === 'field') {
    const value = own(rootOf(body), auth.name);
    return typeof value === 'string' ? value : undefined;
  }
  const value = headers[auth.name];
  return auth.name === 'authorization' ? /^Bearer +(\S+)$/i.exec(value ?? '')?.[1] : value;
}

/** The body without the key, as it may be stored. */
export function withoutKey({ auth }: Source, body: unknown): unknown {
  const root = rootOf(body);
  if (auth.kind !== 'field' || !isEntry(root)) return body;
  return Object.fromEntries(Object.entries(root).filter(([name]) => name !== auth.name));
}
