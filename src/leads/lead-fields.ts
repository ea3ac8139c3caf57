import { z } from 'zod';
import { oneOf, optionalTyped, typed } from '../platform/slack/form.ts';
import { emailAddress, phoneNumber } from './contact.ts';
import { countryField } from './country.ts';
import { type Stage, stages, type Temperature, temperatures } from './types.ts';

/** The most characters of each field. */
export const leadLimits = {
  name: 80,
  company: 60,
  email: 254,
  phone: 40,
  role: 100,
  source: 70,
  campaign: 70,
  need: 2000,
  companySize: 40,
};

/**
 * A lead as any door brings it: the hand-off form, a message, HTTP, an import. At least one of email and phone is set.
 * Fields with a question mark come only from doors of programs.
 */
export interface LeadFields {
  name: string;
  company: string;
  email: string | null;
  phone: string | null;
  role: string | null;
  source: string | null;
  campaign?: string | null;
  stage: Stage | null;
  temperature: Temperature;
  need: string;
  /** 0 to 100, from a program that scores leads. From the setting `leads.hot_score` on, the lead is hot. */
  score?: number | null;
  /** ISO 3166, two letters. */
  country?: string | null;
  /** As it came, such as `51–200`; company-size.ts reads the number. */
  companySize?: string | null;
}

/** A score as programs write it: 87, `87`, `87 %`, 86.6. */
const score = z.union([z.number(), z.string()]).transform((written, context) => {
  const bare = String(written).replace(/%/, '').trim();
  const number = bare === '' ? Number.NaN : Number(bare.replace(',', '.'));
  if (number >= 0 && number <= 100) return Math.round(number);
  context.addIssue('A score is a number from 0 to 100.');
  return z.NEVER;
});

const orNull = <S extends z.ZodType>(schema: S) => schema.optional().transform((value) => value ?? null);

/**
 * The schema of each field, with sentences for people. Empty optional fields are null.
 * @param country for phone numbers without +, by its ISO code.
 */
export const leadSchemas = (country?: string) => ({
  name: typed(leadLimits.name, 'Enter a name.'),
  company: typed(leadLimits.company, 'Enter a company.'),
  email: orNull(emailAddress),
  phone: orNull(phoneNumber(country)),
  need: typed(leadLimits.need, 'Enter what they need. Sales starts from this.'),
  temperature: oneOf(temperatures),
  source: optionalTyped(leadLimits.source),
  campaign: optionalTyped(leadLimits.campaign),
  stage: orNull(oneOf(stages)),
  role: optionalTyped(leadLimits.role),
  score: orNull(score),
  country: orNull(countryField),
  companySize: optionalTyped(leadLimits.companySize),
});

export const NO_CONTACT = 'Enter an email address or a phone number.';
