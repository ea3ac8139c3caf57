/** Reads a row of a file as a lead. */
import { z } from 'zod';
import { consumerDomains } from '../leads/company-domain.ts';
import { type LeadFields, leadLimits, leadSchemas } from '../leads/lead-fields.ts';
import { phoneCountryOf } from '../leads/phone-country.ts';
import { companyFromEmail } from '../leads/reading/companies.ts';
import { labelledName } from '../leads/reading/labelled.ts';
import { folded, type ReadingContext } from '../leads/reading/lead-guess.ts';
import { nameFromEmail } from '../leads/reading/names.ts';
import { sellersOf } from '../leads/routing/queries.ts';
import { currencies, usualCurrency } from '../leads/settings.ts';
import { type Stage, stages, type Temperature, temperatures } from '../leads/types.ts';
import { type DateOrder, dateOrderOf } from '../library/dates.ts';
import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { requireTeam } from '../teams/queries.ts';
import { type Colleague, colleagueIn, type PastStatus, pastAmount, pastDate, pastStatus } from './past.ts';
import type { ImportField, ImportPlan } from './types.ts';

/** The past of a lead in another system. */
export interface Past {
  status: PastStatus;
  /** Null for a new lead without an owner. */
  ownerId: string | null;
  createdAt: Date;
  contactedAt: Date | null;
  closedAt: Date | null;
  amount: number | null;
  currency: string | null;
  reason: string | null;
}

export type ReadRow =
  | {
      ok: true;
      lead: LeadFields;
      past?: Past;
      /** Optional values that could not be read, as sentences without the values. */
      notes: string[];
    }
  | { ok: false; faults: string[] };

export interface Reading {
  plan: ImportPlan;
  schemas: ReturnType<typeof leadSchemas>;
  context: ReadingContext;
  dates: DateOrder | undefined;
  colleagues: Colleague[];
  currency: string;
  now: Date;
}

/** The facts that the rows of an import are read with. */
export function readingOf(db: Db, plan: ImportPlan, now: Date): Reading {
  const team = requireTeam(db, plan.teamId);
  return {
    plan,
    schemas: leadSchemas(phoneCountryOf(db, [team])),
    context: { consumerDomains: settingOf(db, consumerDomains) },
    dates: dateOrderOf(db),
    colleagues: sellersOf(db, plan.teamId).map(({ userId, name }) => ({ userId, name })),
    currency: settingOf(db, usualCurrency),
    now,
  };
}

type Values = Partial<Record<ImportField, string>>;

/** Several columns of the need become its lines. */
function valuesIn(cells: readonly string[], fields: ImportPlan['fields']): Values {
  const values: Values = {};
  for (const [at, field] of fields.entries()) {
    const cell = cells[at]?.trim() ?? '';
    if (field === null || cell === '') continue;
    values[field] = values[field] === undefined ? cell : `${values[field]}\n${cell}`;
  }
  return values;
}

export function readRow(cells: readonly string[], reading: Reading): ReadRow {
  const { plan, schemas, context } = reading;
  const values = valuesIn(cells, plan.fields);
  const notes: string[] = [];
  /** A value that cannot be read is left out. */
  const optional = <T>(schema: z.ZodType<T>, value: string | undefined, label: string): T | null => {
    if (value === undefined) return null;
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    notes.push(`${label} is left out: ${read.error.issues[0]?.message ?? 'it cannot be read.'}`);
    return null;
  };
  const email = optional(schemas.email, values.email, 'The email');
  const phone = optional(schemas.phone, values.phone, 'The phone');
  const faults: string[] = [];
  if (email === null && phone === null) faults.push(notes[0] === undefined ? NO_CONTACT : UNREADABLE_CONTACT);
  const name =
    labelledName({ ...listed(values, 'first'), ...listed(values, 'last'), ...listed(values, 'name') }) ??
    nameFromEmail(email ?? undefined) ??
    email ??
    phone ??
    '';
  const company = values.company ?? companyFromEmail(email ?? undefined, context) ?? 'Unknown';
  const required = {
    name: schemas.name.safeParse(name.slice(0, leadLimits.email)),
    company: schemas.company.safeParse(company),
  };
  // Without a name and a contact, the contact is the fault.
  if (!required.name.success && name !== '') faults.push('The name is too long, or not a text.');
  if (!required.company.success) faults.push('The company is too long, or not a text.');
  const past = plan.isPast ? pastIn(values, reading, notes) : undefined;
  if (typeof past === 'string') faults.push(past);
  if (faults.length > 0 || !required.name.success || !required.company.success) return { ok: false, faults };
  const lead: LeadFields = {
    name: required.name.data,
    company: required.company.data,
    email,
    phone,
    need: textOf(values.need ?? plan.need, leadLimits.need),
    temperature: oneIn(temperatures, values.temperature, WARMTH) ?? 'warm',
    stage: oneIn<Stage>(stages, values.stage, {}) ?? null,
    role: optional(schemas.role, values.role, 'The role'),
    source: optional(schemas.source, values.source, 'The source') ?? plan.source,
    campaign: optional(schemas.campaign, values.campaign, 'The campaign') ?? plan.campaign,
    score: optional(schemas.score, values.score, 'The score'),
    country: optional(schemas.country, values.country, 'The country'),
    companySize: optional(schemas.companySize, values.companySize, 'The company size'),
  };
  return { ok: true, lead, notes, ...(typeof past === 'object' && { past }) };
}

const NO_CONTACT = 'It has no email address and no phone number.';
const UNREADABLE_CONTACT = 'Its email address or phone number is not valid.';

/** The form in which labelled.ts takes a value. */
const listed = (values: Values, field: 'first' | 'last' | 'name') =>
  values[field] === undefined ? {} : { [field]: [values[field]] };

const visible = z.string().transform((text) =>
  text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]/gu, ' ')
    .trim()
    .normalize('NFC'),
);

const textOf = (text: string, most: number): string => visible.parse(text).slice(0, most);

const WARMTH: Record<string, Temperature> = {
  high: 'hot',
  medium: 'warm',
  low: 'cold',
  heiss: 'hot',
  warm: 'warm',
  kalt: 'cold',
  chaud: 'hot',
  tiede: 'warm',
  froid: 'cold',
  caliente: 'hot',
  frio: 'cold',
  caldo: 'hot',
  freddo: 'cold',
  quente: 'hot',
  heet: 'hot',
  koud: 'cold',
};

function oneIn<V extends string>(
  known: readonly V[],
  text: string | undefined,
  more: Record<string, V>,
): V | undefined {
  const word = folded(text ?? '').trim();
  return known.find((one) => one === word) ?? more[word];
}

/** The past of the lead, or a sentence that says why it cannot be read. */
function pastIn(values: Values, { colleagues, dates, plan, currency, now }: Reading, notes: string[]): Past | string {
  const status = values.status === undefined ? 'new' : pastStatus(values.status);
  if (status === undefined) return `Its status has no match. Use one of: ${STATUS_WORDS}.`;
  const owner = values.owner === undefined ? undefined : colleagueIn(values.owner, colleagues);
  if (values.owner !== undefined && owner === undefined)
    notes.push('Its owner is not in the team, so another person has it.');
  const dateIn = (field: 'createdOn' | 'contactedOn' | 'closedOn') => {
    const text = values[field];
    const date = text === undefined ? undefined : pastDate(text, dates);
    if (date === undefined) return text === undefined ? null : undefined;
    // A day without a time is its noon, which is the same day in most zones.
    const at = date.getTime() % DAY_MS === 0 ? new Date(date.getTime() + DAY_MS / 2) : date;
    return at <= now ? at : date <= now ? now : undefined;
  };
  const [createdAt, contactedAt, closedAt] = [dateIn('createdOn'), dateIn('contactedOn'), dateIn('closedOn')];
  const isClosed = status === 'won' || status === 'lost';
  if (createdAt === undefined || contactedAt === undefined || (isClosed && closedAt === undefined)) return NO_DATE;
  const ended = closedAt ?? contactedAt ?? createdAt;
  if (isClosed && ended === null) return `A lead that was ${status} needs a date.`;
  const came = createdAt ?? contactedAt ?? closedAt ?? now;
  const amount = values.amount === undefined ? null : (pastAmount(values.amount) ?? null);
  if (values.amount !== undefined && amount === null) notes.push('The deal value is left out: it is not a number.');
  const said = values.currency?.trim().toUpperCase();
  const money = said === undefined ? currency : currencies.find((code) => code === said);
  if (amount !== null && money === undefined)
    notes.push('The deal value is left out: its currency is not in the list.');
  return {
    status,
    ownerId: owner ?? (status === 'new' && values.owner === undefined ? null : plan.ownerId),
    createdAt: came,
    contactedAt: contactedAt ?? null,
    closedAt: isClosed || status === 'disqualified' ? (ended ?? null) : null,
    amount: money === undefined ? null : amount,
    currency: amount === null ? null : (money ?? null),
    reason: values.reason === undefined ? null : textOf(values.reason, 1000),
  };
}

const NO_DATE = 'One of its dates cannot be read, or is in the future. Write 2026-11-30.';
const STATUS_WORDS = 'new, accepted, in progress, qualified, won, lost, nurturing, disqualified';
