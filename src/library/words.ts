/** How the library reads words: the same for what it keeps and for what is asked. */
import { MOST_TAGS, TAG_LENGTH } from './types.ts';

/** What decomposition does not take apart. */
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', þ: 'th', ı: 'i' };

/** Small letters without accents; lookalikes such as full-width letters and ligatures become plain ones. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđłþı]/g, (letter) => LETTERS[letter] ?? letter)
    // Apostrophes join: what's is one word, and so is its plural without one.
    .replace(/['’ʼ]/g, '');

/** The words of a text, folded. Everything but letters and digits parts them. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** By what two tags are the same: "IT-Security" and "it security". */
export const tagKey = (tag: string): string => wordsOf(tag).join(' ');

/** Each tag once, in its first spelling. Those that have neither letter nor digit go, and so does what is too much. */
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
