/** The words of a text, read the same way for items and for searches. */
import { foldLetters } from '../platform/fold.ts';
import { MOST_TAGS, TAG_LENGTH } from './types.ts';

/** Folded letters. What's is one word, as is its plural without an apostrophe. */
export const fold = (text: string): string => foldLetters(text).replace(/['’ʼ]/g, '');

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
