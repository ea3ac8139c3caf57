/** Finds values in a body from outside: any JSON, of any shape. */
import type { Path, Step } from './mapping.ts';

type Entry = Record<string, unknown>;

export const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own keys alone: `constructor` and `__proto__` of a body are never those of JavaScript. */
export const own = (entry: unknown, key: string): unknown =>
  isEntry(entry) && Object.hasOwn(entry, key) ? entry[key] : undefined;

/** n8n sends a list of one. */
export const rootOf = (body: unknown): unknown => (Array.isArray(body) && body.length === 1 ? body[0] : body);

/** The value at a path; undefined if nothing is there. */
export const valueAt = (body: unknown, path: Path): unknown => path.reduce(stepInto, rootOf(body));

function stepInto(held: unknown, step: Step): unknown {
  const value = opened(held);
  if (typeof step === 'string') return own(value, step);
  if (!Array.isArray(value)) return undefined;
  return typeof step === 'number' ? value[step] : entryOf(value, step.entry);
}

const LONGEST_JSON = 100_000;

/** Jotform sends its answers as JSON within a field of a form. */
export function opened(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value) || value.length > LONGEST_JSON) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** By these an entry of a list is known. The earlier ones change less when a form is edited. */
const NAMES = ['ref', 'question', 'name', 'key', 'label', 'title', 'id'];

/** Typeform keeps them in `field`. */
export const nameUnder = (entry: unknown, key: string): string | undefined => {
  const name = own(entry, key) ?? own(own(entry, 'field'), key);
  return typeof name === 'string' && name.trim() !== '' ? name : undefined;
};

/** The name by which an entry is found again: the first that no other entry has. */
export function nameIn(list: readonly unknown[], entry: unknown): string | undefined {
  return NAMES.map((key) => nameUnder(entry, key)).find(
    (name) => name !== undefined && entryOf(list, name) === entry && name.length <= 300,
  );
}

const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

function entryOf(list: readonly unknown[], name: string): unknown {
  for (const key of NAMES) {
    const found = list.find((entry) => same(nameUnder(entry, key) ?? '', name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Keys under which an entry holds its value, for entries whose `type` does not name the key. */
const HOLDERS = ['value', 'values', 'answer', 'text', 'response', 'label', 'labels', 'other'];
/** Bounds of one value: more is no answer of a person, and searches for tags and numbers would block the event loop. */
const LONGEST = 10_000;
const DEEPEST = 4;
const MOST_PARTS = 100;

/** A value as text without markup; undefined for nothing. Several values are listed. */
export function textOf(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') return withoutMarkup(value.slice(0, LONGEST)) || undefined;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (depth >= DEEPEST) return undefined;
  if (Array.isArray(value)) return listed(value, depth);
  return isEntry(value) ? textOf(heldBy(value), depth + 1) : undefined;
}

const listed = (values: readonly unknown[], depth: number): string | undefined =>
  values
    .slice(0, MOST_PARTS)
    .flatMap((one) => textOf(one, depth + 1) ?? [])
    .join(', ') || undefined;

/** Whether an entry of a list is an answer: it has a value next to its name. */
export const holdsValue = (entry: unknown): boolean =>
  isEntry(entry) && (HOLDERS.slice(0, 5).some((key) => Object.hasOwn(entry, key)) || typeKey(entry) !== undefined);

function typeKey(entry: Entry): string | undefined {
  const type = own(entry, 'type');
  return typeof type === 'string' && type !== 'type' && Object.hasOwn(entry, type) ? type : undefined;
}

/** Typeform: under the key that `type` names. Tally: ids of choices next to the options. */
function heldBy(entry: Entry): unknown {
  const type = typeKey(entry);
  if (type !== undefined) return entry[type];
  const key = HOLDERS.find((name) => Object.hasOwn(entry, name));
  const held = key === undefined ? undefined : entry[key];
  const options = own(entry, 'options');
  if (!Array.isArray(options)) return held;
  const chosen = (id: unknown): unknown => {
    const option = options.find((one) => own(one, 'id') === id);
    return own(option, 'text') ?? own(option, 'label') ?? own(option, 'name') ?? id;
  };
  return Array.isArray(held) ? held.map(chosen) : chosen(held);
}

const OTHER_KEYS = new Set([
  'versions',
  'timestamp',
  'source',
  'sourceId',
  'label',
  'name',
  'raw_value',
  'required',
  'type',
  'id',
  'key',
  'title',
]);

/** HubSpot: `{ value, versions }` is one value. So is a choice with its label. */
export const isHolder = (value: unknown): boolean => {
  if (!isEntry(value)) return false;
  const keys = Object.keys(value);
  const isValue = Object.hasOwn(value, 'value') && !isEntry(value.value);
  return isValue && keys.every((key) => key === 'value' || key === 'options' || OTHER_KEYS.has(key));
};

const TAG =
  /<\/?(?:a|abbr|b|big|blockquote|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|li|ol|p|pre|s|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]{0,500})?\/?>/gi;
const BREAK = /<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6])\s*\/?>/gi;
const NO_TEXT = /<(script|style)\b[^>]{0,500}>[\s\S]*?(?:<\/\1\s*>|$)/gi;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Form plugins of websites send `O&#039;Brien` and `<p>…</p>`. Angle brackets that are no tags stay. */
function withoutMarkup(text: string): string {
  const plain = /[<&]/.test(text)
    ? text
        .replace(NO_TEXT, '')
        .replace(BREAK, '\n')
        .replace(TAG, '')
        .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, decoded)
    : text;
  // Control characters are shown as nothing, and Slack drops some of them.
  return plain
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .normalize('NFC')
    .trim();
}

function decoded(written: string, decimal?: string, hex?: string, named?: string): string {
  if (named !== undefined) return ENTITIES[named.toLowerCase()] ?? written;
  const code = Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : written;
}
