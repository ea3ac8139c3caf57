import { createRequire } from 'node:module';

// emojibase ships JSON without an import attribute in its typings; require reads it as it is.
const load = createRequire(import.meta.url);
const shortcodes = load('emojibase-data/en/shortcodes/iamcal.json') as Record<string, string | string[]>;

const names = new Set(Object.values(shortcodes).flat());
for (const extra of ['simple_smile', 'squirrel', 'shipit', 'slack', 'bowtie']) names.add(extra);

const canonical = new Map<string, string>();
for (const each of Object.values(shortcodes)) {
  const list = [each].flat();
  for (const name of list) canonical.set(name, list[0] ?? name);
}

/**
 * The name as Slack stores a reaction: without colons, an alias by its first name (`thumbsup` is `+1`), a skin tone
 * kept as `::skin-tone-2`. Undefined when there is no such emoji.
 */
export function emojiName(given: string): string | undefined {
  const [name = '', tone, ...rest] = given.replace(/^:|:$/g, '').split('::');
  if (rest.length > 0 || !names.has(name)) return undefined;
  if (tone !== undefined && !/^skin-tone-[2-6]$/.test(tone)) return undefined;
  const first = canonical.get(name) ?? name;
  return tone ? `${first}::${tone}` : first;
}
