/**
 * Separates people from what they said; reasons in docs/decisions/0004-anonymity.md. Keys come from
 * src/platform/crypto/keys.ts and are in no database.
 */
import { createCipheriv, createDecipheriv, createHmac, type KeyObject, randomBytes } from 'node:crypto';

/** A key per use, so that results of two uses cannot be compared. */
const derived = (key: KeyObject, use: string): Buffer => createHmac('sha256', key).update(`baton:${use}`).digest();

/**
 * One code per person and purpose, which says nothing without the key. With the key it can be found by trying every
 * person of the workspace: never store it next to their words, or with a time.
 */
export const pseudonymOf = (key: KeyObject, purpose: string, userId: string): string =>
  createHmac('sha256', derived(key, `mark:${purpose}`))
    .update(userId)
    .digest('base64url');

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;
/** A sealed value is this many bytes longer than its content. */
export const SEAL_BYTES = NONCE + TAG;

/** Encrypts. The same content gives a different value each time; its length is not hidden. */
export function seal(key: KeyObject, content: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, derived(key, 'seal'), nonce, { authTagLength: TAG });
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** @throws when the value was sealed with another key, or has changed. */
export function unseal(key: KeyObject, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv(CIPHER, derived(key, 'seal'), sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
}
