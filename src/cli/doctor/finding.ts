/** A fault stops a part of Baton; a warning may be on purpose. */
export interface Finding {
  level: 'fault' | 'warning';
  words: string;
  /** The remedy, as an order. */
  fix: string;
}

export const fault = (words: string, fix: string): Finding => ({ level: 'fault', words, fix });
export const warning = (words: string, fix: string): Finding => ({ level: 'warning', words, fix });
