/** Knows a person again whom an earlier try may have added. */
import { DAY_MS } from '../../platform/time/units.ts';
import type { CrmWrite } from '../crm.ts';
import { type CrmObject, searchAnswer } from './answers.ts';
import { isSameNumber } from './find.ts';
import type { Hub } from './hub.ts';
import { joinName, splitName } from './names.ts';
import { paths } from './paths.ts';
import { emailText, oneLine } from './values.ts';

/** An earlier try is not older than this. */
const LONGEST_AGO_MS = 7 * DAY_MS;
const MOST_FOUND = 100;

/** By the name and the time of creation; the company and the phone decide among those with the same name. */
export async function lookAgain(
  { send, now }: Hub,
  { contact }: CrmWrite,
  properties: readonly string[],
): Promise<CrmObject | undefined> {
  const { firstname, lastname } = splitName(contact.name ?? null);
  if (!firstname || contact.email) return undefined;
  const filters = [
    { propertyName: 'createdate', operator: 'GTE', value: String(now().getTime() - LONGEST_AGO_MS) },
    { propertyName: 'firstname', operator: 'EQ', value: firstname },
    ...(lastname ? [{ propertyName: 'lastname', operator: 'EQ', value: lastname }] : []),
  ];
  const body = {
    filterGroups: [{ filters }],
    sorts: [{ propertyName: 'createdate', direction: 'DESCENDING' }],
    properties: [...properties],
    limit: MOST_FOUND,
    after: '0',
  };
  const { results } = await send(
    { method: 'POST', path: paths.search('contacts'), body, kind: 'search' },
    searchAnswer,
  );
  return results.find(
    ({ properties: own }) =>
      joinName(own.firstname, own.lastname) === joinName(firstname, lastname) &&
      !own.email &&
      oneLine(own.company) === oneLine(contact.company) &&
      (contact.phone ? isSameNumber(own.phone, contact.phone) : !own.phone),
  );
}

/** One of the three is enough: people in HubSpot may have changed the others. */
export function isSamePerson({ properties: own }: CrmObject, { contact }: CrmWrite): boolean {
  const name = oneLine(contact.name);
  return (
    (name !== null && joinName(own.firstname, own.lastname)?.toLowerCase() === name.toLowerCase()) ||
    (own.email != null && own.email === emailText(contact.email)) ||
    (contact.phone != null && isSameNumber(own.phone, contact.phone))
  );
}
