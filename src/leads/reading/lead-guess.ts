/** The values that a form is filled with before a person looks at it. */
export interface LeadGuess {
  name?: string;
  company?: string;
  email?: string;
  phone?: string;
  need?: string;
}

/** Facts about our company that texts are read with. */
export interface ReadingContext {
  /** The country of phone numbers without +, by its ISO code. */
  country?: string;
  /** Addresses at these domains are colleagues, never leads. `northwind` alone is any domain of that name. */
  ownDomains?: readonly string[];
  /** Consumer providers that are missing from the package's list. */
  consumerDomains?: readonly string[];
}

/** Contacts are searched only up to this offset: a longer search would block the event loop. */
export const SEARCHED = 8000;

export const withoutEmpty = (guess: LeadGuess): LeadGuess =>
  Object.fromEntries(Object.entries(guess).filter(([, value]) => value));

/** Without characters of zero width, and with plain spaces. Joiners stay: emoji and some scripts need them. */
export const inked = (text: string): string => text.replace(/[\u200b\u2060\ufeff]/g, '').replaceAll('\u00a0', ' ');

/** For comparisons: lower case, without accents. */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();

/** The letters and digits of a text, for comparisons with addresses. */
export const lettersOf = (text: string): string => folded(text).replace(/[^\p{L}\p{N}]/gu, '');
