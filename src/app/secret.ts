import { inspect } from 'node:util';

export interface Secret {
  /** The value itself. */
  reveal(): string;
}

const HIDDEN = '•••';

/** Wraps a value so that printing, logging, joining or serialising an object with it shows `•••`. */
export function secret(value: string): Secret {
  const hidden = () => HIDDEN;
  return Object.freeze({ reveal: () => value, toString: hidden, toJSON: hidden, [inspect.custom]: hidden });
}
