import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';

export interface Secret {
  /** The value itself. */
  reveal(): string;
  /** Reads the file of the secret again. @returns whether the value changed; false for a secret without a file. */
  renew(): boolean;
}

const HIDDEN = '•••';

export interface SecretFile {
  path: string;
  /** An unusable file, such as one that is written at this moment, leaves the former value. */
  isUsable: (value: string) => boolean;
}

/** Wraps a value so that printing, logging, joining or serialising an object with it shows `•••`. */
export function secret(value: string, file?: SecretFile): Secret {
  let current = value;
  const hidden = () => HIDDEN;
  const renew = () => {
    const found = file && read(file);
    if (found === undefined || found === current) return false;
    current = found;
    return true;
  };
  return Object.freeze({ reveal: () => current, renew, toString: hidden, toJSON: hidden, [inspect.custom]: hidden });
}

function read({ path, isUsable }: SecretFile): string | undefined {
  try {
    const value = readFileSync(path, 'utf8').trim();
    return isUsable(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A value that never changes is its own secret. */
export const asSecret = (given: Secret | string): Secret => (typeof given === 'string' ? secret(given) : given);
