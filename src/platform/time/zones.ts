import { DateTime, IANAZone } from 'luxon';
import { MINUTE_MS } from './units.ts';

export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/**
 * The moments at which clocks in a zone show this time: one, or two when clocks go back, earliest first. A time that
 * clocks skip in spring counts as later by the gap (02:30 is 03:30), so that there is always one.
 */
export function momentsOf(wall: WallTime, zone: string): Date[] {
  const moments = DateTime.fromObject(wall, { zone }).getPossibleOffsets();
  if (moments.some((moment) => !moment.isValid)) throw new RangeError(`No such time or time zone: ${zone}.`);
  return moments.map((moment) => moment.toJSDate()).sort((a, b) => a.getTime() - b.getTime());
}

/** The first moment at which clocks in a zone show this time; see momentsOf. */
export function momentOf(wall: WallTime, zone: string): Date {
  const [first] = momentsOf(wall, zone);
  if (!first) throw new RangeError(`No such time or time zone: ${zone}.`);
  return first;
}

/** No zone changes its offset twice within this time. */
const STRETCH_MS = 900_000;
const MOST_STRETCHES = 5_000;
/** Offsets by zone and stretch, for stretches without a change. */
const steady = new Map<string, number>();

/** The offset of a zone from UTC at a moment. Intl takes tens of microseconds for it. */
export function offsetMs(zone: string, atMs: number): number {
  const stretch = Math.floor(atMs / STRETCH_MS);
  const key = `${zone} ${stretch}`;
  const known = steady.get(key);
  if (known !== undefined) return known;
  const first = exactOffsetMs(zone, stretch * STRETCH_MS);
  if (first !== exactOffsetMs(zone, (stretch + 1) * STRETCH_MS)) return exactOffsetMs(zone, atMs);
  if (steady.size >= MOST_STRETCHES) steady.clear();
  steady.set(key, first);
  return first;
}

function exactOffsetMs(zone: string, atMs: number): number {
  const offset = IANAZone.create(zone).offset(atMs);
  if (Number.isNaN(offset)) throw new RangeError(`No such time zone: ${zone}.`);
  return offset * MINUTE_MS;
}

/**
 * The fault of a time zone's name in a sentence, or undefined. Names are IANA's, in IANA's spelling: abbreviations and
 * fixed offsets do not follow daylight saving time.
 */
export function validateZone(zone: string): string | undefined {
  if (canonicalZone(zone) !== undefined) return undefined;
  const [meant] = searchZones(zone);
  return `I do not know the time zone "${zone}". Use a name such as ${meant ?? 'Europe/Berlin or America/New_York'}.`;
}

/**
 * The name of today for a zone: UTC for Etc/UTC, America/Los_Angeles for US/Pacific. Undefined for a name that is not a
 * zone of IANA's. Zones are compared, stored and looked up by this name.
 */
export function canonicalZone(name: string): string | undefined {
  if (knownNames().has(name)) return name;
  if (!ALIAS.test(name)) return undefined;
  if (!aliases.has(name)) {
    if (aliases.size >= MOST_ALIASES) aliases.clear();
    aliases.set(name, zoneBehind(name));
  }
  return aliases.get(name);
}

/** Intl takes 30 KB outside of V8's heap for each question, which counts when thousands of people are listed. */
const aliases = new Map<string, string | undefined>();
const MOST_ALIASES = 1_000;

function zoneBehind(alias: string): string | undefined {
  if (!IANAZone.isValidZone(alias)) return undefined;
  const meant = new Intl.DateTimeFormat('en', { timeZone: alias }).resolvedOptions().timeZone;
  return knownNames().has(meant) ? meant : undefined;
}

/**
 * Aliases of IANA's file "backward" (https://data.iana.org/time-zones/tzdb/backward) in its spelling, since Node takes
 * any. Its abbreviations, such as EST, are left out: each stands for one place in Node, but not for the people who type it.
 */
const ALIAS = /^(?!(?:[ECMW]ET|[EHM]ST|[A-Z]{3}\dS?[A-Z]{2,3})$)[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/;

const MOST_OPTIONS = 100;

/**
 * Names of time zones that match typed text, best first, at most 100 (Slack's limit for options). Case, accents and
 * punctuation do not matter: "new york", "sao paulo" and "berlin" find their zones.
 */
export function searchZones(text: string): string[] {
  const wanted = plainWords(text);
  const meant = canonicalZone(text.trim());
  const found: { name: string; rank: number }[] = meant === undefined ? [] : [{ name: meant, rank: -1 }];
  for (const name of knownNames()) {
    if (name === meant) continue;
    const words = plainWords(name);
    if (!wanted.every((start) => words.some((word) => word.startsWith(start)))) continue;
    found.push({ name, rank: rankOf(name, wanted.join(' ')) });
  }
  return found
    .sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name, 'en'))
    .slice(0, MOST_OPTIONS)
    .map(({ name }) => name);
}

/** A city that begins with the text ranks before a region that does. */
function rankOf(name: string, text: string): number {
  const city = plainWords(name.slice(name.lastIndexOf('/') + 1)).join(' ');
  if (city === text) return 0;
  return city.startsWith(text) ? 1 : 2;
}

function plainWords(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/**
 * Node lists some places under older names. These are IANA's names of today, which people look for; both work
 * everywhere.
 */
const renamed = [
  'America/Argentina/Buenos_Aires',
  'America/Argentina/Catamarca',
  'America/Argentina/Cordoba',
  'America/Argentina/Jujuy',
  'America/Argentina/Mendoza',
  'America/Atikokan',
  'America/Indiana/Indianapolis',
  'America/Kentucky/Louisville',
  'America/Nuuk',
  'Africa/Asmara',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
];

let names: ReadonlySet<string> | undefined;

function knownNames(): ReadonlySet<string> {
  names ??= new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...renamed.filter(IANAZone.isValidZone)]);
  return names;
}
