import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const letters = (bytes: Uint8Array): string => Array.from(bytes, (byte) => ALPHABET[byte % 32]).join('');

/**
 * The same id for the same seed in every run: people and channels keep their ids over a restart of the sandbox, so that
 * an app that kept its database still knows them.
 */
export const fixedId = (prefix: string, seed: string): string =>
  `${prefix}0${letters(createHash('sha256').update(`${prefix}/${seed}`).digest().subarray(0, 9))}`;

/** A new random id: an app that remembers views or events of an earlier run must not meet the same ids again. */
export const freshId = (prefix: string): string => `${prefix}0${letters(randomBytes(9))}`;

export const secret = (bytes = 16): string => randomBytes(bytes).toString('hex');

/** The short id that Slack assigns to a block or an action without one. */
export const shortId = (): string => randomBytes(4).toString('base64url').slice(0, 5);
