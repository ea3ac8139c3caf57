import compact from 'emojibase-data/en/compact.json' with { type: 'json' };
import iamcal from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };

export interface Emoji {
  /** Slack's main name, without colons. */
  name: string;
  names: string[];
  unicode: string;
  label: string;
  /** Everything that a search matches, in lower case. */
  words: string;
  /** Light to dark, `::skin-tone-2:` to `::skin-tone-6:`. */
  tones: string[];
}

interface CompactEmoji {
  hexcode: string;
  label: string;
  unicode: string;
  order?: number;
  tags?: string[];
  skins?: { unicode: string }[];
}

/** The most used emoji in a sandbox, listed first. */
const FIRST = ['white_check_mark', 'x', 'telephone_receiver', 'zzz', 'trophy', '+1', 'eyes', 'tada', 'heart', 'pray'];

const namesByHex = iamcal as unknown as Record<string, string | string[]>;

const inOrder: Emoji[] = (compact as unknown as CompactEmoji[])
  .toSorted((a, b) => (a.order ?? 9999) - (b.order ?? 9999))
  .flatMap((emoji) => {
    const names = [namesByHex[emoji.hexcode] ?? []].flat();
    const [name] = names;
    if (!name) return [];
    const words = [...names, emoji.label, ...(emoji.tags ?? [])].join(' ').toLowerCase();
    // Slack has names only for the five plain tones; emoji of two people have twenty-five combinations.
    const tones = (emoji.skins ?? []).slice(0, 5).map((skin) => skin.unicode);
    return [{ name, names, unicode: emoji.unicode, label: emoji.label, words, tones }];
  });

const byName = new Map(inOrder.flatMap((emoji) => emoji.names.map((name) => [name, emoji] as const)));

export const quickEmoji: Emoji[] = FIRST.flatMap((name) => byName.get(name) ?? []);

const allEmoji: Emoji[] = [...quickEmoji, ...inOrder.filter((emoji) => !quickEmoji.includes(emoji))];

/** The character of `name` (any alias, with or without `::skin-tone-3`), or undefined for an unknown name. */
export function emojiCharacter(name: string, tone?: number): string | undefined {
  const [base = '', suffix] = name.split('::skin-tone-');
  const emoji = byName.get(base);
  if (!emoji) return undefined;
  return emoji.tones[(tone ?? Number(suffix ?? 0)) - 2] ?? emoji.unicode;
}

/**
 * Best first: a name that starts with the words, then a name that contains them, then tags. Without words, all emoji.
 */
export function searchEmoji(words: string): Emoji[] {
  const wanted = words.trim().toLowerCase().replaceAll(':', '');
  if (!wanted) return allEmoji;
  const name = wanted.replaceAll(/[\s-]+/g, '_');
  const rank = (emoji: Emoji) => {
    if (emoji.names.includes(name)) return 0;
    if (emoji.names.some((alias) => alias.startsWith(name))) return 1;
    if (emoji.names.some((alias) => alias.includes(name))) return 2;
    return wanted.split(/\s+/).every((word) => emoji.words.includes(word)) ? 3 : 4;
  };
  return allEmoji
    .map((emoji) => ({ emoji, rank: rank(emoji) }))
    .filter((found) => found.rank < 4)
    .toSorted((a, b) => a.rank - b.rank)
    .map((found) => found.emoji);
}
