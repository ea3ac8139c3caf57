/** The engine with the real client of HubSpot, in the test and in the process that dies. */
import { createCrms } from '../../../src/crm/clients.ts';
import type { Crm, CrmFound, CrmPlan } from '../../../src/crm/crm.ts';
import { createCrmSync } from '../../../src/crm/engine.ts';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import type { Db } from '../../../src/platform/db/open.ts';
import type { Writer } from '../../../src/platform/db/write.ts';
import { recordNote } from '../../../views/crm/record-note.ts';
import { testHubSpot } from '../../support/hubspot/kind.ts';

interface Opening {
  db: Db;
  write: Writer;
  path: string;
  fake: string;
  now: () => Date;
}

export function openSync({ db, write, path, fake, now }: Opening) {
  const keys = createKeys(path);
  const nobody = {
    web: { users: { lookupByEmail: async () => Promise.reject(new Error('missing_scope')) } } as never,
    directory: {
      people: async (ids: Iterable<string>) => [...ids].map((id) => ({ id, name: `Person ${id}` })),
    } as never,
    log: { info() {}, warn() {}, error() {} } as never,
  };
  return createCrmSync(
    { ...nobody, db, write, keys, now },
    {
      crms: createCrms({ keys, now }, { kinds: [testHubSpot(2_000)], given: {}, address: fake }),
      noteOf: recordNote,
      pageOf: (leadId) => `https://baton.example/lead/${leadId}`,
    },
  );
}

export const testClient = (fake: { url: string; key: string }, now: () => Date): Promise<Crm> =>
  testHubSpot().open({ key: fake.key }, { proxies: {}, now, address: fake.url, signal: new AbortController().signal });

/** In as many calls as it takes. */
export async function readAll(crm: Crm, plan: CrmPlan, ids: readonly string[]): Promise<Map<string, CrmFound>> {
  const found = new Map<string, CrmFound>();
  for (let from = 0; from < ids.length; from += 100) {
    for (const [id, one] of await crm.read(plan, ids.slice(from, from + 100))) found.set(id, one);
  }
  return found;
}
