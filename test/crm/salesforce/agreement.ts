/** Baton and an account of Salesforce, with people who work on both sides. */
import { onTestFinished } from 'vitest';
import { connectCrm, keepCheck, setPlan, switchOn } from '../../../src/crm/connection.ts';
import type { Crm, CrmPlan } from '../../../src/crm/crm.ts';
import { createCrmSync } from '../../../src/crm/engine.ts';
import { choosePerson, savePeople } from '../../../src/crm/people.ts';
import { salesforceKind } from '../../../src/crm/salesforce/kind.ts';
import { leads } from '../../../src/leads/table.ts';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import { MONDAY_9, salesTeam } from '../../leads/world.ts';
import { salesforceFake } from '../../support/salesforce/fake.ts';

export const QUALIFIED = 'Qualified';

const PLAN: CrmPlan = {
  rule: `status:${QUALIFIED}`,
  teamId: 1,
  marketerId: 'MIA',
  addsLeads: true,
  status: {
    field: 'Status',
    values: { accepted: 'Working - Contacted', working: 'Working - Contacted', returned: 'Unqualified' },
  },
  deals: {
    pipeline: 'Opportunity',
    stages: { qualified: 'Prospecting', won: 'Closed Won', lost: 'Closed Lost' },
  },
  fields: { batonLink: 'Baton_Link__c' },
  writesOwner: true,
  writesNotes: true,
  masters: {},
};

/** @param hasIds whether the admin made fields for Baton's ids. */
export async function agreement({ hasIds = true }: { hasIds?: boolean } = {}) {
  const world = await salesTeam();
  let now = MONDAY_9.getTime();
  const clock = () => new Date(now);
  const fake = await salesforceFake({ now: clock });
  onTestFinished(() => fake.close());
  if (hasIds) fake.addOwnId('Lead', 'Task');
  const keys = createKeys(':memory:');
  const connection = await world.write((tx) => {
    connectCrm(tx, keys, { kind: 'salesforce', credentials: {}, by: 'ADA' }, clock());
    keepCheck(tx, { account: 'Acme', missing: [], notes: [] }, clock());
    setPlan(tx, { plan: { ...PLAN, teamId: world.team.id }, by: 'ADA' }, clock());
    return switchOn(tx, { by: 'ADA' }, clock());
  });
  const kind = salesforceKind({ timeoutMs: 2_000 });
  let stop = new AbortController();
  let crm: Crm | undefined;

  /** A process: its client and its syncer know nothing of an earlier one. */
  const start = () => {
    const { signal } = stop;
    const client = async () => {
      crm ??= await kind.open(fake.credentials, { proxies: {}, now: clock, address: fake.url, signal });
      return crm;
    };
    return createCrmSync(
      {
        ...{ db: world.db, write: world.write, keys, now: clock, log: { info() {}, warn() {}, error() {} } as never },
        web: { users: { lookupByEmail: async () => Promise.reject(new Error('missing_scope')) } } as never,
        directory: { people: async (ids: Iterable<string>) => [...ids].map((id) => ({ id, name: id })) } as never,
      },
      {
        crms: {
          client,
          kindOf: () => kind,
          knownChoices: () => undefined,
          async readChoices() {
            const open = await client();
            return { offers: await open.offers(), owners: await open.owners() };
          },
        },
        pageOf: (leadId) => `https://baton.example/lead/${leadId}`,
        noteOf: ({ kind: entry, details }) =>
          ['handed_off', 'touched', 'noted'].includes(entry)
            ? { kind: entry === 'touched' ? 'call' : 'note', text: `${entry} ${wordsOf(details)}`.trim() }
            : undefined,
      },
    );
  };
  let syncer = start();
  await world.write((tx) => {
    savePeople(tx, connection.id, [
      { id: fake.sellerId, name: 'Ada Sales', email: 'ada@acme.example', isActive: true },
    ]);
    choosePerson(tx, { connectionId: connection.id, ownerId: fake.sellerId, userId: 'A' }, clock());
  });
  return {
    ...world,
    ...{ fake, connection, clock },
    leads: () => world.db.select().from(leads).orderBy(leads.id).all(),
    /** The process ends in the middle of a request, and starts again. */
    kill() {
      stop.abort(new Error('killed'));
      stop = new AbortController();
      crm = undefined;
      syncer = start();
    },
    async sync(seconds = 60) {
      now += seconds * 1000;
      const { signal } = stop;
      await syncer.run(signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    },
    /** Requests that changed something, since the last call. */
    writes() {
      const sent = fake.requests.splice(0).filter(({ method, path }) => method !== 'GET' && !path.includes('oauth2'));
      return sent.map(({ method, path }) => `${method} ${path}`);
    },
  };
}

const wordsOf = (details: unknown): string => (details as { words?: string } | null)?.words ?? '';
