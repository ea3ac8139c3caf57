/** The properties of HubSpot that a write sets in a contact. */
import type { CrmPlan, CrmWrite, ExtraField, SharedField } from '../crm.ts';
import type { CrmObject, Property } from './answers.ts';
import { momentOf } from './contact.ts';
import { dayOf } from './days.ts';
import { splitName } from './names.ts';
import { emailText, oneLine } from './values.ts';

/** Empty texts clear a property. Source: *Properties*, update or clear values. */
export type Values = Record<string, string>;

const PROPERTY_OF: Record<Exclude<SharedField, 'name'>, string> = {
  company: 'company',
  email: 'email',
  phone: 'phone',
  role: 'jobtitle',
  country: 'country',
  companySize: 'company_size',
};

interface Context {
  plan: CrmPlan;
  properties: readonly Property[];
  zone: string;
}

export function contactValues(
  write: CrmWrite,
  had: CrmObject | undefined,
  { plan, properties, zone }: Context,
): Values {
  const values: Values = {};
  const { name, ...others } = write.contact;
  if (name !== undefined) {
    const parts = splitName(name, {
      firstname: had?.properties.firstname ?? null,
      lastname: had?.properties.lastname ?? null,
    });
    values.firstname = parts.firstname ?? '';
    values.lastname = parts.lastname ?? '';
  }
  for (const [field, value] of Object.entries(others)) {
    const text = field === 'email' ? emailText(value) : oneLine(value);
    values[PROPERTY_OF[field as keyof typeof PROPERTY_OF]] = text ?? '';
  }
  if (write.status !== undefined && plan.status) values[plan.status.field] = write.status;
  if (write.ownerId !== undefined) values.hubspot_owner_id = write.ownerId ?? '';
  for (const [field, value] of Object.entries(write.extra)) {
    const property = plan.fields[field as ExtraField];
    if (property && value !== undefined)
      values[property] = extraText(
        value,
        properties.find((known) => known.name === property),
        zone,
      );
  }
  return values;
}

/** In the form of the property's type: a date without time, a moment, or the option with this value or label. */
function extraText(value: string | number | Date | null, property: Property | undefined, zone: string): string {
  if (value === null) return '';
  if (value instanceof Date) return property?.type === 'date' ? dayOf(value, zone) : value.toISOString();
  const text = String(value).trim();
  const option = property?.options.find(({ value: own, label }) => [own, label].some((each) => isAlike(each, text)));
  return option?.value ?? text;
}

const isAlike = (a: string, b: string) => a.localeCompare(b, 'en', { sensitivity: 'base' }) === 0;

/** The values that differ. Equal ones are left out, because each write is a change in the record's history. */
export function changedValues(values: Values, had: CrmObject, properties: readonly Property[]): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      const type = properties.find((property) => property.name === name)?.type;
      return !isSame(value, had.properties[name] ?? '', type);
    }),
  );
}

function isSame(wanted: string, own: string, type: string | undefined): boolean {
  if (wanted === own) return true;
  if (wanted === '' || own === '') return false;
  if (type === 'number') return Number(wanted) === Number(own);
  return type === 'datetime' && momentOf(wanted).getTime() === momentOf(own).getTime();
}

export const LIFECYCLE = 'lifecyclestage';

/**
 * Whether the value has to be cleared first: HubSpot moves a lifecycle stage only forward.
 * Source: *Contacts*, update contacts.
 */
export function goesBack(
  wanted: string | undefined,
  own: string | null | undefined,
  properties: readonly Property[],
): boolean {
  if (!wanted || !own || wanted === own) return false;
  const options = properties.find(({ name }) => name === LIFECYCLE)?.options ?? [];
  const placeOf = (value: string) => options.find((option) => option.value === value)?.displayOrder ?? Number.NaN;
  return !(placeOf(wanted) > placeOf(own));
}
