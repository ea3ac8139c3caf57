/** Reads the fields of a lead from a body by its mapping. Any JSON gives fields or the reasons; nothing throws. */
import { validEmail, validPhone } from '../../leads/contact.ts';
import { addressesIn } from '../../leads/reading/addresses.ts';
import { cleanName } from '../../leads/reading/names.ts';
import {
  type LeadField,
  leadFields,
  type Mapping,
  type Path,
  type Place,
  type Rule,
  type Spot,
  spotsOf,
} from './mapping.ts';
import { isEntry, rootOf, textOf, valueAt } from './walk.ts';

/** As the sender writes them: whether an address or a number is valid is checked when the lead is made. */
export type ReadFields = Partial<Record<LeadField, string>>;

export type Reading =
  | { fields: ReadFields }
  /** Sentences. */
  | { reasons: string[] }
  /** A body that is about no lead, such as a cancelled booking. */
  | { ignored: string };

export function readLead({ fields, ignored = [] }: Mapping, body: unknown): Reading {
  if (!isEntry(rootOf(body))) return { reasons: ['The body has no fields.'] };
  const found = ignored.find(({ path, is }) => is.includes(textAt(body, { path }) ?? ''));
  if (found) return { ignored: found.reason };
  const read: ReadFields = {};
  for (const field of leadFields) {
    const text = saidBy(fields[field], body);
    if (text !== undefined) read[field] = CLEAN[field]?.(text) ?? text;
  }
  if (read.email !== undefined || read.phone !== undefined) return { fields: read };
  return { reasons: [missing('Email', fields.email), missing('Phone', fields.phone)] };
}

function missing(title: string, rule: Rule | undefined): string {
  if (rule === undefined) return `${title}: no place is chosen.`;
  const names = rule.places.flatMap(spotsOf).map(({ path }) => `“${placeName(path)}”`);
  return `${title}: nothing is in ${names.join(' or ') || 'the body'}.`;
}

/** The end of a path, as its form calls it. */
export function placeName(path: Path): string {
  const last = path.at(-1) ?? '';
  return typeof last === 'object' ? last.entry : String(last);
}

/** The text for a field, translated by the values of its rule. */
function saidBy(rule: Rule | undefined, body: unknown): string | undefined {
  for (const place of rule?.places ?? []) {
    const text = textOfPlace(place, body);
    if (text !== undefined) return translated(text, rule?.values ?? {});
  }
  return undefined;
}

function translated(text: string, values: Record<string, string>): string {
  const wanted = text.toLowerCase();
  return Object.entries(values).find(([from]) => from.trim().toLowerCase() === wanted)?.[1] ?? text;
}

/** The text of one place of a rule. */
export function textOfPlace(place: Place, body: unknown): string | undefined {
  if ('fixed' in place) return place.fixed;
  if ('join' in place) return place.join.flatMap((spot) => textAt(body, spot) ?? []).join(place.with) || undefined;
  return textAt(body, place);
}

function textAt(body: unknown, { path, part, label }: Spot): string | undefined {
  const text = textOf(valueAt(body, path));
  if (text === undefined) return undefined;
  const kept = part === undefined ? text : partOf(text, part);
  if (kept === undefined || label === undefined) return kept;
  return `${label}${/[:?：？]$/u.test(label) ? '' : ':'} ${kept}`.toWellFormed();
}

/** Of `Doe, Jane` and `Jane Doe`. A single word is the first name. */
function partOf(fullName: string, part: 'first' | 'last'): string | undefined {
  const [first = '', ...last] = (cleanName(fullName) ?? fullName).split(/\s+/);
  return (part === 'first' ? first : last.join(' ')) || undefined;
}

const CLEAN: Partial<Record<LeadField, (text: string) => string | undefined>> = {
  name: cleanName,
  email: onlyAddress,
  phone: dialled,
};

/** `Jane Doe <jane@acme.com>`. Of several addresses none is surely the lead's. */
function onlyAddress(text: string): string | undefined {
  const bare = text.replace(/^mailto:/i, '');
  if (validEmail(bare) !== undefined) return bare;
  const [only, ...others] = new Set(addressesIn(text).map(({ email }) => email));
  return others.length === 0 ? only : undefined;
}

/** A number without its +, as spreadsheets and forms with number fields send it. */
function dialled(text: string): string | undefined {
  const bare = text.replace(/^tel:/i, '');
  return (/^[1-9]\d{10,14}$/.test(bare) ? validPhone(`+${bare}`) : undefined) ?? bare;
}
