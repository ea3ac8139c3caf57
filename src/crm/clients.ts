/** Clients of the connected CRM. One is open at a time; it is opened at its first use, and again when the key changes. */
import type { Keys } from '../platform/crypto/keys.ts';
import { UserError } from '../platform/errors.ts';
import type { Proxies } from '../platform/proxy.ts';
import type { Now } from '../platform/time/clock.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { credentialsOf, type GivenCredentials } from './credentials.ts';
import {
  type Credentials,
  type Crm,
  CrmError,
  type CrmKind,
  type CrmName,
  type CrmOffers,
  type CrmOwner,
} from './crm.ts';
import type { CrmConnection } from './table.ts';

export interface CrmsOptions {
  /** All CRMs that Baton knows. */
  kinds: readonly CrmKind[];
  /** Keys of the environment. */
  given: GivenCredentials;
  /** Tests have another. */
  address?: string | undefined;
}

/** The choices of an admin. */
export interface Choices {
  offers: CrmOffers;
  owners: CrmOwner[];
}

type Which = Pick<CrmConnection, 'id' | 'kind' | 'sealed'>;

export type Crms = ReturnType<typeof createCrms>;

/** Choices are read again after this time. */
const FRESH_MS = 10 * MINUTE_MS;

export function createCrms(
  { keys, now, proxies = {} }: { keys: Keys; now: Now; proxies?: Proxies | undefined },
  { kinds, given, address }: CrmsOptions,
) {
  const stopping = new AbortController();
  let opened: { of: string; crm: Promise<Crm> } | undefined;
  let ready: { of: string; crm: Crm } | undefined;
  let kept: { of: string; at: number; choices: Choices } | undefined;

  const open = (kind: CrmName, credentials: Credentials): Promise<Crm> =>
    kindOf(kind).open(credentials, {
      proxies,
      now,
      signal: stopping.signal,
      ...(address !== undefined && { address }),
    });

  /** @throws UserError if this version of Baton does not know it. */
  function kindOf(name: CrmName): CrmKind {
    const kind = kinds.find((one) => one.name === name);
    if (!kind) throw new UserError(`This version of Baton does not know ${name}.`);
    return kind;
  }

  /** @throws CrmError `key` if there is no key that can be read. */
  async function client(connection: Which): Promise<Crm> {
    const of = nameOf(connection);
    if (opened?.of === of) return opened.crm;
    const credentials = credentialsOf({ keys, given }, connection);
    if (!credentials) throw new CrmError('key', 'The key cannot be read on this machine.');
    const former = opened;
    const crm = open(connection.kind, credentials);
    const mine = { of, crm };
    opened = mine;
    // A client that did not open is tried again.
    crm.then(
      (one) => {
        if (opened === mine) ready = { of, crm: one };
      },
      () => {
        if (opened === mine) opened = undefined;
      },
    );
    await former?.crm.then((one) => one.close()).catch(() => {});
    return crm;
  }

  return {
    kinds,
    given,
    kindOf,
    client,

    /** Asks the CRM with this key, which is not stored. */
    async tryKey(kind: CrmName, credentials: Credentials) {
      const crm = await open(kind, credentials);
      try {
        return await crm.check();
      } finally {
        await crm.close();
      }
    },

    /** Without a question to the CRM; undefined if they have to be read. */
    knownChoices(connection: Which): Choices | undefined {
      const isFresh = kept?.of === nameOf(connection) && now().getTime() - kept.at < FRESH_MS;
      return isFresh ? kept?.choices : undefined;
    },

    async readChoices(connection: Which): Promise<Choices> {
      const crm = await client(connection);
      const [offers, owners] = await Promise.all([crm.offers(), crm.owners()]);
      kept = { of: nameOf(connection), at: now().getTime(), choices: { offers, owners } };
      return kept.choices;
    },

    /** Requests that the account has left; undefined if it did not say yet. */
    leftOf: (connection: Which) => (ready?.of === nameOf(connection) ? ready.crm.left() : undefined),

    async stop(): Promise<void> {
      stopping.abort();
      await opened?.crm.then((one) => one.close()).catch(() => {});
    },
  };
}

/** Changes with the key. */
const nameOf = ({ id, sealed }: Which): string => `${id} ${sealed?.toString('base64') ?? ''}`;
