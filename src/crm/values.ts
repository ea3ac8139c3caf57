/** Contact data as the CRM has it, and as a lead has it. */
import { readablePhone } from '../leads/contact.ts';
import { countryName, countryNamed } from '../leads/country.ts';
import { leadLimits, leadSchemas } from '../leads/lead-fields.ts';
import { withoutPlaceholders } from '../leads/placeholders.ts';
import type { Lead } from '../leads/table.ts';
import type { CrmRecord, SharedField } from './crm.ts';

/** Undefined for a text that a lead cannot have, such as a phone number with letters. */
export type ReadValue = string | null | undefined;

const schemas = new Map<string | undefined, ReturnType<typeof leadSchemas>>();

function schemasOf(country: string | undefined) {
  const built = schemas.get(country) ?? leadSchemas(country);
  schemas.set(country, built);
  return built;
}

/** One line, without characters that do not show. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    // Joiners stay: emoji and some scripts need them.
    .replace(/[\p{Cf}\p{Cc}]/gu, (one) => (/\s|\u200c|\u200d/.test(one) ? one : ''))
    .replace(/\s+/g, ' ')
    .trim();

const cut = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;

/** The value that a lead would have. @param country of numbers without +, by its ISO code, if the record names none. */
export function readValue(
  { contact }: Pick<CrmRecord, 'contact'>,
  field: SharedField,
  country: string | undefined,
): ReadValue {
  const text = clean(contact[field] ?? '');
  if (text === '') return null;
  const of = schemasOf(countryNamed(clean(contact.country ?? '')) ?? country);
  if (field === 'country') return countryNamed(text);
  if (field === 'email' || field === 'phone') return of[field].safeParse(text).data ?? undefined;
  return cut(text, leadLimits[field]);
}

/** The value of a lead, without placeholders. */
export const valueIn = (lead: Lead, field: SharedField): string | null => withoutPlaceholders(lead)[field];

/** As it is written into the CRM. */
export function written(field: SharedField, value: string | null): string | null {
  if (value === null) return null;
  if (field === 'country') return countryName(value);
  return field === 'phone' && value.includes(';') ? readablePhone(value) : value;
}
