/** The words by which a contact is found in what people wrote: full names, addresses, phone numbers. */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { ERASED } from '../leads/erase.ts';
import type { Lead } from '../leads/table.ts';

export interface Words {
  /** They find texts fast; each pattern needs one of them. */
  pieces: string[];
  /** The ends of phone numbers, which may be written with spaces and dashes. */
  digits: string[];
  patterns: RegExp[];
  /** Those of addresses and numbers, which no one else has. */
  unique: RegExp[];
}

const AT_START = '(?<![\\p{L}\\p{N}])';
const AT_END = '(?![\\p{L}\\p{N}])';
const BETWEEN_DIGITS = '[\\s().\\-/]*';
/** The end of a number is enough to find it. */
const LAST_DIGITS = 6;

/** One word alone, such as a first name, names many people: it is left. */
export function wordsOfContact(leads: readonly Pick<Lead, 'name' | 'email' | 'phone'>[]): Words {
  const names = distinct(leads.map(({ name }) => name)).filter((name) => /\S\s+\S/.test(name) && name !== ERASED);
  const emails = distinct(leads.map(({ email }) => email));
  const phones = distinct(leads.map(({ phone }) => phone)).flatMap((phone) => parsePhoneNumberFromString(phone) ?? []);
  const unique = [
    ...emails.map((email) => `(?<![\\w.+-])${literally(email)}(?![\\w-])`),
    ...phones.map(({ countryCallingCode, nationalNumber }) => phonePattern(countryCallingCode, nationalNumber)),
  ].map((source) => new RegExp(source, 'giu'));
  const named = names.map(
    (name) => new RegExp(`${AT_START}${name.split(/\s+/).map(literally).join('\\s+')}${AT_END}`, 'giu'),
  );
  return {
    pieces: [...names.map(longestAscii), ...emails],
    digits: phones.map(({ nationalNumber }) => nationalNumber.slice(-LAST_DIGITS)),
    // Addresses first: an address may contain the name.
    patterns: [...unique, ...named],
    unique,
  };
}

const distinct = (values: (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))];
const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** SQLite folds the case of ASCII letters alone. */
const longestAscii = (name: string): string =>
  (name.match(/[\x21-\x7e]+/g) ?? [name]).toSorted((one, other) => other.length - one.length)[0] ?? name;

/** International, or national with or without a zero. Slack's times, such as 1763542800.123456, are no numbers of phones. */
function phonePattern(country: string, national: string): string {
  const spaced = (digits: string) => [...digits].join(BETWEEN_DIGITS);
  const code = `(?:(?:\\+|00)${BETWEEN_DIGITS}${spaced(country)}${BETWEEN_DIGITS})?`;
  return `(?<![\\d+])${code}(?:\\(?0${BETWEEN_DIGITS}|\\()?${spaced(national)}(?!\\d|\\.\\d{6}(?!\\d))`;
}

/** The text without the contact. JSON keeps its form. */
export function withoutContact(text: string, { patterns }: Pick<Words, 'patterns'>): string {
  const inWords = (words: string) => patterns.reduce((left, pattern) => left.replace(pattern, ERASED), words);
  return inStrings(text, inWords);
}

/** Applies `change` to each string of a JSON text, or to the text itself. */
function inStrings(text: string, change: (words: string) => string): string {
  const parsed = /^[[{"]/.test(text) ? json(text) : undefined;
  if (parsed === undefined) return change(text);
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return change(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [change(name), walk(field)]));
  };
  return JSON.stringify(walk(parsed));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
