/** Contacts by an address or a number. */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { CrmPlan, CrmRecord } from '../crm.ts';
import { type CrmObject, searchAnswer } from './answers.ts';
import { contactProperties } from './contact.ts';
import type { Hub } from './hub.ts';
import { readObject } from './objects.ts';
import { paths } from './paths.ts';
import { recordsOf } from './read.ts';
import { digitsOf, emailText } from './values.ts';

const MOST_FOUND = 20;
/** Fewer digits are no number of a person. */
const SHORTEST_NUMBER = 6;
const SEARCHED = ['hs_searchable_calculated_phone_number', 'hs_searchable_calculated_mobile_number'];

export interface Wanted {
  email: string | null;
  phone: string | null;
}

/** An address is read directly, a number through the search: HubSpot has no other way. */
export async function findContacts(hub: Hub, plan: CrmPlan, { email, phone }: Wanted): Promise<CrmRecord[]> {
  const address = emailText(email);
  const byEmail = address ? await readObject(hub, 'contacts', address, contactProperties(plan), 'email') : undefined;
  const byPhone = phone ? await contactsWithPhone(hub, plan, phone) : [];
  const found = new Map([...(byEmail ? [byEmail] : []), ...byPhone].map((contact) => [contact.id, contact]));
  return recordsOf(hub, plan, [...found.values()]);
}

/**
 * Source: *Search the CRM*, phone numbers: `hs_searchable_calculated_*` hold the area code and the local number, so the country
 * code is left out of the search and compared afterwards. Numbers without a country code may keep the zero before the area code.
 */
async function contactsWithPhone(hub: Hub, plan: CrmPlan, phone: string): Promise<CrmObject[]> {
  const local = nationalOf(phone);
  if (local.length < SHORTEST_NUMBER) return [];
  const spellings = SEARCHED.flatMap((propertyName) => [local, `0${local}`].map((value) => ({ propertyName, value })));
  const groups = spellings.map((spelling) => ({ filters: [{ operator: 'EQ', ...spelling }] }));
  const body = {
    filterGroups: groups,
    sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
    properties: contactProperties(plan),
    limit: MOST_FOUND,
    after: '0',
  };
  const { results } = await hub.send(
    { method: 'POST', path: paths.search('contacts'), body, kind: 'search' },
    searchAnswer,
  );
  return results.filter(({ properties }) =>
    [properties.phone, properties.mobilephone].some((own) => isSameNumber(own, phone)),
  );
}

/** Without a country code on one side, the national parts decide. */
export function isSameNumber(a: string | null | undefined, b: string): boolean {
  const [left, right] = [a ? parsed(a) : undefined, parsed(b)];
  if (left && right) return left.number === right.number;
  const [short = '', long = ''] = [nationalOf(a), nationalOf(b)].toSorted((x, y) => x.length - y.length);
  return short.length >= SHORTEST_NUMBER && long.endsWith(short);
}

const parsed = (phone: string) => parsePhoneNumberFromString(phone.replace(/^00/, '+'));

const nationalOf = (phone: string | null | undefined): string =>
  (phone && parsed(phone)?.nationalNumber) || digitsOf(phone).replace(/^0+/, '');
