import { readablePhone } from '../../leads/contact.ts';
import { countryNamed } from '../../leads/country.ts';
import type { CrmPlan, CrmWrite, ExtraField } from '../crm.ts';
import type { Described, Field } from './describe.ts';
import type { PersonObject } from './ids.ts';
import { NOT_PROVIDED } from './people.ts';
import type { Values } from './save.ts';

/** Object Reference, Lead. */
const LONGEST_FIRST_NAME = 40;

/** Salesforce has a first and a last name, of which only the last is required, and may be longer. */
export function namesOf(name: string): { FirstName: string | null; LastName: string } {
  const words = name.trim().split(/\s+/);
  let first = words.length - 1;
  while (words.slice(0, first).join(' ').length > LONGEST_FIRST_NAME) first -= 1;
  return { FirstName: words.slice(0, first).join(' ') || null, LastName: words.slice(first).join(' ') };
}

/** The values of a write as fields that the object has and the user may write. */
export function valuesOf(
  object: PersonObject,
  { fields }: Described,
  plan: CrmPlan,
  write: CrmWrite,
  isNew: boolean,
): Values {
  const asked: Values = { ...contactValues(object, write.contact, fields), ...extraValues(plan, write.extra, fields) };
  // A converted lead has no status any more; its contact may have a field of that name.
  if (plan.status && write.status !== undefined) asked[plan.status.field] = write.status;
  if (write.ownerId) asked.OwnerId = write.ownerId;
  const values: Values = {};
  for (const [name, value] of Object.entries(asked)) {
    const field = fields.get(name);
    if (field && (isNew ? field.createable : field.updateable)) values[name] = fitting(value, field);
  }
  return isNew ? { ...values, ...requiredOf(object, values, write) } : values;
}

/** Leads without a name or company could not be added. */
function requiredOf(object: PersonObject, values: Values, { contact }: CrmWrite): Values {
  return {
    LastName: values.LastName ?? contact.email ?? NOT_PROVIDED,
    ...(object === 'Lead' && { Company: values.Company ?? NOT_PROVIDED }),
  };
}

/** Required fields are never emptied. Data of an account are not those of its contact. */
function contactValues(object: PersonObject, contact: CrmWrite['contact'], fields: Described['fields']): Values {
  const { name, company, email, phone, role, country, companySize } = contact;
  const isLead = object === 'Lead';
  const employees = companySize ? exactNumber(companySize) : null;
  return {
    ...(name && namesOf(name)),
    ...(isLead && company && { Company: company }),
    ...(email !== undefined && { Email: email }),
    ...(phone !== undefined && { Phone: phone && readablePhone(phone) }),
    ...(role !== undefined && { Title: role }),
    ...(country !== undefined && countryValues(isLead ? '' : 'Mailing', country, fields)),
    ...(isLead && companySize !== undefined && employees !== undefined && { NumberOfEmployees: employees }),
  };
}

/** Undefined for a span: as a number it would come back as another size. */
function exactNumber(size: string): number | undefined {
  const digits = size.trim().replace(/(?<=\d)[.,'’ \u00a0\u202f](?=\d{3}(?!\d))/gu, '');
  return /^\d{1,8}$/.test(digits) ? Number(digits) : undefined;
}

/** With the picklists of states and countries on, the code decides; without them the country is a text. */
function countryValues(prefix: string, country: string | null, fields: Described['fields']): Values {
  const code = `${prefix}CountryCode`;
  if (!fields.has(code)) return { [`${prefix}Country`]: country };
  const known = country === null ? null : countryNamed(country);
  return known === undefined ? {} : { [code]: known };
}

function extraValues(plan: CrmPlan, extra: CrmWrite['extra'], fields: Described['fields']): Values {
  const values: Values = {};
  for (const [name, value] of Object.entries(extra)) {
    const field = plan.fields[name as ExtraField];
    const type = field && fields.get(field)?.type;
    if (!field || !type || value === undefined) continue;
    const plain = value instanceof Date ? dateIn(value, type) : value;
    if (isNumeric(type) && plain !== null && Number.isNaN(Number(plain))) continue;
    values[field] = plain === null ? null : isNumeric(type) ? Number(plain) : String(plain);
  }
  return values;
}

const isNumeric = (type: string) => ['int', 'double', 'currency', 'percent'].includes(type);
const dateIn = (date: Date, type: string) => (type === 'date' ? date.toISOString().slice(0, 10) : date.toISOString());

/** Salesforce refuses a longer text. */
function fitting(value: Values[string], { length, type }: Field): Values[string] {
  const isFree = ['string', 'textarea', 'phone', 'url'].includes(type);
  return typeof value === 'string' && isFree && length > 0 ? value.slice(0, length) : value;
}
