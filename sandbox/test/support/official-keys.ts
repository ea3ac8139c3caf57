import { readFileSync } from 'node:fs';

/**
 * The keys of Slack's own payloads, by payload: names in one string, `*` after names whose content belongs to the app
 * or is open; nested objects under their key, next to `keys`.
 */
type Keys = string | { [key: string]: Keys };

const official = JSON.parse(readFileSync(new URL('../fixtures/official-keys.json', import.meta.url), 'utf8')) as Record<
  string,
  Keys
>;

const namesOf = (keys: Keys): string[] => (typeof keys === 'string' ? keys : String(keys.keys ?? '')).split(' ');

function strays(value: unknown, keys: Keys, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => strays(each, keys, path));
  if (typeof value !== 'object' || value === null) return [];
  const names = namesOf(keys);
  return Object.entries(value).flatMap(([key, each]) => {
    const at = `${path}.${key}`;
    if (names.includes(`${key}*`)) return [];
    const deeper = typeof keys === 'object' && key !== 'keys' ? keys[key] : undefined;
    if (deeper !== undefined) return strays(each, deeper, at);
    return names.includes(key) ? [] : [at];
  });
}

/** Paths of all keys that are not in the official payload. Throws for an unknown payload. */
export function strayKeys(name: string, payload: unknown): string[] {
  const keys = official[name];
  if (keys === undefined) throw new Error(`There are no official keys of ${name}.`);
  return strays(payload, keys, name);
}
