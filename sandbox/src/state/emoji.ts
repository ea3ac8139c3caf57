import shortcodes from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };

const names = new Set(Object.values(shortcodes).flat());
for (const extra of ['simple_smile', 'squirrel', 'shipit', 'slack', 'bowtie']) names.add(extra);

const canonical = new Map<string, string>();
for (const each of Object.values(shortcodes)) {
  const list = [each].flat();
  for (const name of list) canonical.set(name, list[0] ?? name);
}

/**
 * The name under which Slack stores a reaction: without colons, aliases by their first name (`thumbsup` is `+1`), skin
 * tones kept as `::skin-tone-2`. Undefined for an unknown emoji.
 */
export function emojiName(given: string): string | undefined {
  const [name = '', tone, ...rest] = given.replace(/^:|:$/g, '').split('::');
  if (rest.length > 0 || !names.has(name)) return undefined;
  if (tone !== undefined && !/^skin-tone-[2-6]$/.test(tone)) return undefined;
  const first = canonical.get(name) ?? name;
  return tone ? `${first}::${tone}` : first;
}
