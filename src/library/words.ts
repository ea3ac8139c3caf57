/** The words of a text, read the same way for items and for searches. */
import { MOST_TAGS, TAG_LENGTH } from './types.ts';

/** Letters that NFKD does not decompose. */
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', þ: 'th', ı: 'i' };

/** Lowercase letters without accents; full-width letters and ligatures become plain. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđłþı]/g, (letter) => LETTERS[letter] ?? letter)
    // what's is one word, as is its plural without an apostrophe.
    .replace(/['’ʼ]/g, '');

/** The words of a text, folded. Only letters and digits count. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Equal for the same tag in other spellings: "IT-Security" and "it security". */
export const tagKey = (tag: string): string => wordsOf(tag).join(' ');

/** Each tag once, in its first spelling, up to the limit. Tags without letters and digits are removed. */
export function tidyTags(tags: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const tag of tags) {
    const tidy = tag
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, TAG_LENGTH)
      .replace(/[\ud800-\udbff]$/, '')
      .trim();
    const key = tagKey(tidy);
    if (key !== '' && !byKey.has(key)) byKey.set(key, tidy);
  }
  return [...byKey.values()].slice(0, MOST_TAGS);
}
