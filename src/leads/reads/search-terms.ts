import { spellingsOf } from '../../platform/fold.ts';

/** A complete address: searching for its last part as a prefix would read every lead at that domain. */
const ADDRESS = /^[^@]+@[^@]+\.\p{L}{2,}$/u;

/**
 * The FTS5 expression for typed text: each word begins a word in name, company or email, with or without umlauts; a phone
 * number finds its lead in any way of writing. Quoted, so that operators are plain words; a NUL would end the query within a
 * quote.
 */
export function searchTerms(typed: string): string {
  const words = typed.split(/[\s\p{Cc}]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const terms = words.map((word) => anyOf(spellingsOf(word), ADDRESS.test(word)));
  const named = terms.length > 0 ? [`{name company email} : (${terms.join(' AND ')})`] : [];
  const numbers = digitsOf(typed);
  const called = numbers.length > 0 ? [`phone : ${anyOf(numbers)}`] : [];
  return [...named, ...called].map((part) => `(${part})`).join(' OR ') || '""';
}

const anyOf = (spellings: readonly string[], isWhole = false): string =>
  `(${spellings.map((one) => `"${one.replaceAll('"', '""')}"${isWhole ? '' : '*'}`).join(' OR ')})`;

/** Fewer digits are a year or a number in a name. */
const FEWEST_DIGITS = 5;

/**
 * The digits of a typed phone number as the index may have them, which holds numbers with and without their country code.
 * None for other text.
 */
function digitsOf(typed: string): string[] {
  const number = typed
    .replace(/\p{Cf}/gu, '')
    .replace(/(?:;ext=|ext\.?|x|#)\s*\d+\s*$/i, '')
    .replace(/^\s*tel:/i, '');
  if (!/^[\d\s()+./\-–]+$/u.test(number)) return [];
  // +49 (0)30: the zero is for calls within the country.
  const digits = number.replace(/\(0\)/, '').replace(/\D/g, '');
  const withoutPrefix = digits.replace(/^0+/, '');
  return withoutPrefix.length < FEWEST_DIGITS ? [] : [...new Set([withoutPrefix, digits])];
}
