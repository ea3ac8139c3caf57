/** Keys of CRMs. Stored ones are sealed with a key outside the database; the environment may have them instead. */
import type { Keys } from '../platform/crypto/keys.ts';
import { seal, unseal } from '../platform/crypto/pseudonyms.ts';
import type { Credentials, CrmKind, CrmName } from './crm.ts';
import type { CrmConnection } from './table.ts';

/** The name of the key outside the database. */
const CRM_KEY = 'crm';

/** Credentials of the environment, by CRM. */
export type GivenCredentials = Partial<Record<CrmName, Credentials>>;

export const sealCredentials = (keys: Keys, credentials: Credentials): Buffer =>
  seal(keys.require(CRM_KEY), Buffer.from(JSON.stringify(credentials)));

/**
 * Undefined if the environment has lost them, or the key that sealed them was left on another machine. A stored key goes first: an admin
 * gave it after the start.
 */
export function credentialsOf(
  { keys, given }: { keys: Keys; given: GivenCredentials },
  { kind, sealed }: Pick<CrmConnection, 'kind' | 'sealed'>,
): Credentials | undefined {
  if (sealed === null) return given[kind];
  const key = keys.find(CRM_KEY);
  try {
    return key && JSON.parse(unseal(key, sealed).toString());
  } catch {
    return undefined;
  }
}

/**
 * Credentials that are in the environment, with all that the CRM asks for.
 * @returns faults as `NAME: sentence`, for values that are wrong or not complete.
 */
export function givenIn(
  kinds: readonly CrmKind[],
  environment: Readonly<Record<string, string | undefined>>,
): { given: GivenCredentials; faults: string[] } {
  const given: GivenCredentials = {};
  const faults: string[] = [];
  for (const { name, credentials } of kinds) {
    const found = credentials.flatMap((field) => {
      const value = environment[field.variable]?.trim();
      return value ? [{ ...field, value }] : [];
    });
    if (found.length === 0) continue;
    const missing = credentials.filter(
      ({ variable, isOptional }) => !isOptional && !found.some((field) => field.variable === variable),
    );
    const wrong = found.flatMap(({ variable, value, fault }) => {
      const words = fault(value);
      return words === undefined ? [] : [`${variable}: ${words}`];
    });
    faults.push(...wrong, ...missing.map(({ variable }) => `${variable} is missing. ${found[0]?.variable} needs it.`));
    given[name] = Object.fromEntries(found.map((field) => [field.name, field.value]));
  }
  return { given, faults };
}
