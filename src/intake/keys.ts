/** Keys of sources. A key that the sender shows is stored as its hash; a secret for signatures has to stay readable, so it is sealed. */
import { createHash, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Keys } from '../platform/crypto/keys.ts';
import { seal, unseal } from '../platform/crypto/pseudonyms.ts';
import { and, eq, gt, isNull, or } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { keyOfSecret } from '../platform/webhooks/sign.ts';
import { allSources, keysOfSource } from './queries.ts';
import { intakeKeys, type Source, type SourceKey } from './table.ts';
import type { SourceAuth } from './types.ts';

/** The key outside the database that seals secrets and hashes bodies. */
const INTAKE_KEY = 'intake';

const keptKeys = new WeakMap<Keys, KeyObject>();

/** Read once: it is needed for each request. */
export function intakeKey(keys: Keys): KeyObject {
  const key = keptKeys.get(keys) ?? keys.require(INTAKE_KEY);
  keptKeys.set(keys, key);
  return key;
}

const SHORTEST_SECRET = 16;
const LONGEST_SECRET = 200;
const ENDING = 4;

const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/**
 * Stores a new key and returns it: this is the only time that it can be read. `given` is the secret that the sender made,
 * for signatures alone.
 * @throws UserError for a secret that is too weak, or of the wrong form.
 */
export function addKey(
  tx: Tx,
  keys: Keys,
  { sourceId, auth, given }: { sourceId: number; auth: SourceAuth; given?: string | undefined },
  now: Date,
): string {
  const key = given?.trim() ?? newKey(auth);
  requireStrong(key, auth);
  const isSecret = auth.kind === 'signature';
  const values = {
    sourceId,
    hash: isSecret ? null : hashOf(key),
    sealed: isSecret ? seal(intakeKey(keys), Buffer.from(key)) : null,
    ending: key.slice(-ENDING),
    createdAt: now,
  };
  tx.insert(intakeKeys).values(values).run();
  return key;
}

const isStandard = (auth: SourceAuth) => auth.kind === 'signature' && auth.preset === 'standard_webhooks';

function newKey(auth: SourceAuth): string {
  const random = randomBytes(32);
  return isStandard(auth) ? `whsec_${random.toString('base64')}` : `baton_${random.toString('base64url')}`;
}

function requireStrong(key: string, auth: SourceAuth): void {
  if (isStandard(auth)) {
    if (!keyOfSecret(key)) throw new UserError('This secret has to begin with whsec_, as Standard Webhooks has it.');
  } else if (key.length < SHORTEST_SECRET || key.length > LONGEST_SECRET) {
    throw new UserError(`A secret has ${SHORTEST_SECRET} to ${LONGEST_SECRET} characters.`);
  }
}

/** All keys stop being accepted at `endsAt`, unless they end before. */
export function endKeys(tx: Tx, sourceId: number, endsAt: Date): void {
  tx.update(intakeKeys)
    .set({ endsAt })
    .where(and(eq(intakeKeys.sourceId, sourceId), or(isNull(intakeKeys.endsAt), gt(intakeKeys.endsAt, endsAt))))
    .run();
}

/** The keys that are accepted now. */
export const validKeys = (db: Db, sourceId: number, now: Date): SourceKey[] =>
  keysOfSource(db, sourceId).filter(({ endsAt }) => endsAt === null || endsAt > now);

/** Whether a shown key is one of these. */
export function isShown(keys: readonly Pick<SourceKey, 'hash'>[], shown: string): boolean {
  const hash = hashOf(shown);
  // All are compared, so that the time says nothing.
  return keys.filter((key) => key.hash !== null && timingSafeEqual(key.hash, hash)).length > 0;
}

/** Opened secrets, because unsealing takes longer than a signature. */
const opened = new WeakMap<Keys, Map<string, KeyObject | undefined>>();

/**
 * The secrets of signatures. One that cannot be opened is left out: the database came to another machine without its
 * folder of keys.
 */
export function secretsOf(
  keys: Keys,
  stored: readonly Pick<SourceKey, 'id' | 'sealed'>[],
  auth: SourceAuth,
): KeyObject[] {
  const known = opened.get(keys) ?? new Map<string, KeyObject | undefined>();
  opened.set(keys, known);
  return stored.flatMap(({ sealed }) => {
    if (sealed === null) return [];
    const place = sealed.toString('base64');
    if (!known.has(place)) known.set(place, open(keys, sealed, auth));
    return known.get(place) ?? [];
  });
}

/**
 * The sources whose senders sign, and whose secret cannot be opened: the database came to this machine without its folder
 * of keys, which no backup has.
 */
export const withLostSecret = (db: Db, keys: Keys, now: Date): Source[] =>
  allSources(db).filter((source) => source.isOn && hasLostSecret(db, keys, source, now));

export function hasLostSecret(db: Db, keys: Keys, { id, auth }: Source, now: Date): boolean {
  const stored = auth.kind === 'signature' ? validKeys(db, id, now) : [];
  return stored.length > 0 && secretsOf(keys, stored, auth).length === 0;
}

function open(keys: Keys, sealed: Buffer, auth: SourceAuth): KeyObject | undefined {
  const key = keys.find(INTAKE_KEY);
  if (!key) return undefined;
  try {
    const secret = unseal(key, sealed).toString();
    return isStandard(auth) ? createSecretKey(keyOfSecret(secret) ?? Buffer.alloc(0)) : createSecretKey(secret, 'utf8');
  } catch {
    return undefined;
  }
}
