import { type Credentials, type Crm, CrmError } from '../crm.ts';
import { type ApiOptions, createApi } from './api.ts';
import { readChanges } from './changes.ts';
import { checkAccount } from './check.ts';
import { type Login, loginOf } from './credentials.ts';
import { pageOf, recordInLink } from './ids.ts';
import { readOffers, readOwners } from './offers.ts';
import { findPeople, readPeople } from './read.ts';
import { writePeople } from './write.ts';

/** A client of one account. Nothing is asked before its first call. @throws CrmError `key` if the key cannot be read */
export function openSalesforce(credentials: Credentials, options: ApiOptions): Crm {
  const login = readLogin(credentials);
  const api = createApi(login, options);
  // Links are those of the account, also when a test answers for it.
  const pages = `https://${login.domain}`;
  return {
    check: () => checkAccount(api),
    offers: () => readOffers(api),
    changes: (plan, cursor) => readChanges(api, plan, cursor, options.now()),
    read: (plan, ids) => readPeople(api, plan, ids),
    find: (plan, contact) => findPeople(api, plan, contact),
    write: (plan, writes) => writePeople(api, plan, writes, options.now()),
    owners: () => readOwners(api),
    linkOf: (recordId) => pageOf(pages, recordId),
    recordIn: (link) => recordInLink(pages, link),
    left: api.left,
    close: api.close,
  };
}

function readLogin(credentials: Credentials): Login {
  try {
    return loginOf(credentials);
  } catch {
    throw new CrmError('key', 'The private key cannot be read.');
  }
}
