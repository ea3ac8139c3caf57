/** From the texts of a mapping to a lead that can be handed off. */
import { companyDomainIn } from '../leads/company-domain.ts';
import { countryNamed } from '../leads/country.ts';
import { type LeadFields, leadLimits, leadSchemas } from '../leads/lead-fields.ts';
import { placeholderCompany, placeholderName } from '../leads/placeholders.ts';
import { stages, temperatures } from '../leads/types.ts';
import type { Db } from '../platform/db/open.ts';
import type { LeadField } from './mapping/mapping.ts';
import type { ReadFields } from './mapping/read.ts';
import type { Source } from './table.ts';

interface FormContext {
  /** Gives a lead what its body leaves out. */
  source: Pick<Source, 'name' | 'sourceLabel' | 'temperature'>;
  /** The country of phone numbers without +, by its ISO code, if the body names none. */
  country: string | undefined;
}

/** Longest address or phone number that is looked at. */
const LONGEST = 300;

/**
 * A contact with a valid email address or phone number is enough: what is missing besides gets a placeholder. A machine cannot be
 * asked again, so longer texts are cut, and what is not valid goes into the words of the lead.
 */
export function formOf(
  db: Db,
  fields: ReadFields,
  { source, country }: FormContext,
): { form: LeadFields } | { reasons: string[] } {
  const text = textsOf(fields);
  const countryCode = countryNamed(text('country') ?? '') ?? null;
  const schemas = schemasOf(countryCode ?? country);
  const email = schemas.email.safeParse(text('email') ?? undefined).data ?? null;
  const phone = schemas.phone.safeParse(text('phone') ?? undefined).data ?? null;
  if (email === null && phone === null) return { reasons: noContact(text('email'), text('phone')) };
  const unusable = [
    email === null && text('email') !== null ? [`Email as typed: ${text('email')}`] : [],
    phone === null && text('phone') !== null ? [`Phone as typed: ${text('phone')}`] : [],
  ].flat();
  const need = text('need') ?? `No message. Sent by ${source.name}.`;
  const form: LeadFields = {
    name: text('name') ?? placeholderName({ email, phone }),
    company: text('company') ?? cut(placeholderCompany(companyDomainIn(db, email)), leadLimits.company),
    email,
    phone,
    role: text('role'),
    source: text('source') ?? cut(source.sourceLabel ?? source.name, leadLimits.source),
    campaign: text('campaign'),
    stage: oneOf(stages, text('stage')),
    temperature: oneOf(temperatures, text('temperature')) ?? source.temperature ?? 'warm',
    need: [cut(need, leadLimits.need - unusable.join('\n').length - 1), ...unusable].join('\n'),
    score: schemas.score.safeParse(text('score') ?? undefined).data ?? null,
    country: countryCode,
    companySize: text('companySize'),
  };
  return { form };
}

/** A schema takes longer to build than to use. */
const built = new Map<string | undefined, ReturnType<typeof leadSchemas>>();

function schemasOf(country: string | undefined): ReturnType<typeof leadSchemas> {
  const schemas = built.get(country) ?? leadSchemas(country);
  built.set(country, schemas);
  return schemas;
}

const limitOf = (name: LeadField): number =>
  name in leadLimits && name !== 'email' && name !== 'phone' ? leadLimits[name as keyof typeof leadLimits] : LONGEST;

/** One line without characters that do not show, except for the need; null when nothing is left. */
const textsOf =
  (fields: ReadFields) =>
  (name: LeadField): string | null => {
    // Joiners stay: emoji and some scripts need them.
    const given = (fields[name] ?? '')
      .toWellFormed()
      .replace(/[\p{Cf}\p{Cc}]/gu, (one) => (/[\n\t\u200c\u200d]/.test(one) ? one : ''));
    const clean = (name === 'need' ? given : given.replace(/\s+/g, ' ')).trim();
    return clean === '' ? null : cut(clean, limitOf(name));
  };

/** Never in the middle of a character. */
const cut = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;

const oneOf = <T extends string>(known: readonly T[], given: string | null): T | null =>
  known.find((one) => one === given?.toLowerCase()) ?? null;

function noContact(email: string | null, phone: string | null): string[] {
  if (email === null && phone === null) return ['It has no email address and no phone number.'];
  return [
    ...(email === null ? [] : ['The email address is not valid.']),
    ...(phone === null ? [] : ['The phone number is not valid. A number without + needs a country.']),
  ];
}
