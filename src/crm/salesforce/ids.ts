/**
 * Ids of records: the object and Salesforce's id of 18 characters, `Lead:00Q5g00000ABCDEAA4`. A person is a lead until it is converted,
 * then its contact.
 */
export type PersonObject = 'Lead' | 'Contact';

/** The first three characters of an id name its object (Salesforce Help, "Standard Field Record ID Prefix Decoder"). */
const PREFIXES: Record<string, PersonObject> = { '00Q': 'Lead', '003': 'Contact' };
/** Of a user. A queue is `00G`. */
const USER = '005';

export const recordIdOf = (object: PersonObject, id: string): string => `${object}:${id}`;

/** Undefined for an id that is not ours. */
export function readRecordId(recordId: string): { object: PersonObject; id: string } | undefined {
  const [, object, id] = /^(Lead|Contact):([A-Za-z0-9]{18})$/.exec(recordId) ?? [];
  return object && id ? { object: object as PersonObject, id } : undefined;
}

/** Owners may be queues, which are no people. */
export const isUserId = (id: unknown): id is string => typeof id === 'string' && id.startsWith(USER);

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The id of 18 characters: three more say which of the first 15 are capitals. */
export function longId(id: string): string {
  if (id.length !== 15) return id;
  const suffix = [0, 5, 10].map((start) => {
    const capitals = [...id.slice(start, start + 5)].map((letter) => /[A-Z]/.test(letter));
    return ALPHABET[capitals.reduce((sum, isCapital, place) => sum + (isCapital ? 2 ** place : 0), 0)];
  });
  return id + suffix.join('');
}

/** The page of a record. `address` is that of My Domain; Salesforce leads on to Lightning. */
export function pageOf(address: string, recordId: string): string {
  const found = readRecordId(recordId);
  return found ? `${address}/lightning/r/${found.object}/${found.id}/view` : address;
}

/** The part of a host that both addresses of an account share: `acme` of acme.my.salesforce.com and acme.lightning.force.com. */
const accountOf = ({ host }: URL) => host.replace(/\.(?:my\.salesforce|lightning\.force)\.com$/, '').toLowerCase();

/** The person that a link of this account leads to. */
export function recordInLink(address: string, link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  if (accountOf(url) !== accountOf(new URL(address))) return undefined;
  const id = /\/((?:00Q|003)[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?)(?=\/|$)/.exec(url.pathname)?.[1];
  const object = id && PREFIXES[id.slice(0, 3)];
  return object ? recordIdOf(object, longId(id)) : undefined;
}
