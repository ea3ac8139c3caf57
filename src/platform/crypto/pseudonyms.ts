/**
 * What keeps people apart from what they said: docs/decisions/0004-anonymity.md has the reasons. Keys come from
 * src/platform/crypto/keys.ts and are in no database.
 */
import { createCipheriv, createDecipheriv, createHmac, type KeyObject, randomBytes, randomInt } from 'node:crypto';

/** The key for one use of another, so that no two uses can be held against one another. */
const derived = (key: KeyObject, use: string): Buffer => createHmac('sha256', key).update(`baton:${use}`).digest();

/**
 * The same for one person and purpose each time, and nobody's without the key: with it, whoever has a list of the
 * workspace's people can tell whose it is by trying them. So it belongs beside nothing that they said, and has no time.
 */
export const pseudonymOf = (key: KeyObject, purpose: string, userId: string): string =>
  createHmac('sha256', derived(key, `mark:${purpose}`))
    .update(userId)
    .digest('base64url');

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;
/** How many bytes longer what is sealed is than what went in. */
export const SEAL_BYTES = NONCE + TAG;

/** Unreadable without the key, and another each time also for the same content. Its length is not hidden. */
export function seal(key: KeyObject, content: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, derived(key, 'seal'), nonce, { authTagLength: TAG });
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** @throws when it was sealed with another key, or changed since. */
export function unseal(key: KeyObject, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv(CIPHER, derived(key, 'seal'), sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
}

/** In an order that tells nothing, drawn from the system's source of randomness. */
export function shuffled<T>(list: readonly T[]): T[] {
  const drawn = [...list];
  for (let last = drawn.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [drawn[last], drawn[other]] = [drawn[other] as T, drawn[last] as T];
  }
  return drawn;
}
