/**
 * Fingerprints of values, so that a link knows whether a side has changed without keeping what it had. With the key they could be
 * guessed; no database has the key.
 */
import { createHmac } from 'node:crypto';
import type { Keys } from '../platform/crypto/keys.ts';

/** Empty for null. */
export type Print = (value: string | null) => string;

/** The name of the key. */
const PRINTS_KEY = 'crm-prints';
/** 72 bits: two values of a field are never taken for the same. */
const LENGTH = 12;

/** Of no value: the side counts as changed. */
export const UNKNOWN = '?';

export function createPrint(keys: Keys): Print {
  let key: ReturnType<Keys['require']> | undefined;
  return (value) => {
    if (value === null) return '';
    key ??= keys.require(PRINTS_KEY);
    return createHmac('sha256', key).update(value).digest('base64url').slice(0, LENGTH);
  };
}
