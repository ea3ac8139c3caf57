/** Baton and an account of HubSpot, with people who work on both sides. */
import { onTestFinished } from 'vitest';
import { connectCrm, keepCheck, setPlan, switchOn } from '../../../src/crm/connection.ts';
import type { Crm, CrmPlan } from '../../../src/crm/crm.ts';
import { createCrmSync } from '../../../src/crm/engine.ts';
import { choosePerson, savePeople } from '../../../src/crm/people.ts';
import { leads } from '../../../src/leads/table.ts';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import { salesTeam } from '../../leads/world.ts';
import { hubspotFake } from '../../support/hubspot/fake.ts';
import { testHubSpot } from '../../support/hubspot/kind.ts';
import { clock } from './scene.ts';

export const STAGE = 'marketingqualifiedlead';

const PLAN: CrmPlan = {
  rule: `lifecyclestage=${STAGE}`,
  teamId: 1,
  marketerId: 'MIA',
  addsLeads: true,
  status: {
    field: 'hs_lead_status',
    values: { new: 'NEW', accepted: 'OPEN', working: 'IN_PROGRESS', qualified: 'CONNECTED', returned: 'UNQUALIFIED' },
  },
  deals: { pipeline: 'default', stages: { qualified: 'qualifiedtobuy', won: 'closedwon', lost: 'closedlost' } },
  fields: { batonLink: 'baton_link' },
  writesOwner: true,
  writesNotes: true,
  masters: {},
};

export async function agreement() {
  const world = await salesTeam();
  const time = clock('2026-06-01T09:00:00.000Z');
  const fake = await hubspotFake({ now: time.now });
  onTestFinished(() => fake.close());
  fake.people.addProperty('baton_lead_id', 'string', { hasUniqueValue: true });
  fake.people.addProperty('baton_link', 'string');
  fake.world.lagMs = 20_000;
  const keys = createKeys(':memory:');
  const connection = await world.write((tx) => {
    connectCrm(tx, keys, { kind: 'hubspot', credentials: {}, by: 'ADA' }, time.now());
    keepCheck(tx, { account: 'Acme', missing: [], notes: [] }, time.now());
    setPlan(tx, { plan: { ...PLAN, teamId: world.team.id }, by: 'ADA' }, time.now());
    return switchOn(tx, { by: 'ADA' }, time.now());
  });
  const kind = testHubSpot(300);
  let crm: Crm | undefined;
  let stop = new AbortController();
  const log = { info() {}, warn() {}, error() {} } as never;

  /** A process: its client and its syncer know nothing of an earlier one. */
  const start = () => {
    const ending = stop;
    const client = async () => {
      crm ??= await kind.open(
        { key: fake.key },
        { proxies: {}, now: time.now, address: fake.url, signal: ending.signal },
      );
      return crm;
    };
    return createCrmSync(
      {
        ...{ db: world.db, write: world.write, keys, now: time.now, log },
        web: { users: { lookupByEmail: async () => Promise.reject(new Error('missing_scope')) } } as never,
        directory: { people: async (ids: Iterable<string>) => [...ids].map((id) => ({ id, name: id })) } as never,
      },
      {
        crms: {
          client,
          kindOf: () => kind,
          knownChoices: () => undefined,
          readChoices: async () => {
            const open = await client();
            return { offers: await open.offers(), owners: await open.owners() };
          },
        },
        pageOf: (leadId) => `https://baton.example/lead/${leadId}`,
        noteOf: ({ kind: entry, details }) =>
          ['handed_off', 'touched', 'noted'].includes(entry)
            ? {
                kind: entry === 'touched' ? 'call' : 'note',
                text: `${entry} ${(details as { words?: string }).words ?? ''}`,
              }
            : undefined,
      },
    );
  };
  let syncer = start();
  await world.write((tx) => {
    const owners = fake.world.owners.map(({ id, email, firstName, archived }) => ({
      id,
      email,
      name: firstName,
      isActive: !archived,
    }));
    savePeople(tx, connection.id, owners);
    for (const [ownerId, userId] of [
      ['71', 'A'],
      ['72', 'B'],
    ] as const)
      choosePerson(tx, { connectionId: connection.id, ownerId, userId }, time.now());
  });
  return {
    ...world,
    ...{ fake, people: fake.people, time, connection },
    leads: () => world.db.select().from(leads).orderBy(leads.id).all(),
    /** The process is killed after this many further requests, and starts again. */
    killAfter(requests: number) {
      const at = fake.seen.length + requests;
      return { isDue: () => fake.seen.length >= at };
    },
    kill() {
      stop.abort(new Error('killed'));
      stop = new AbortController();
      crm = undefined;
      syncer = start();
    },
    async sync(seconds = 60) {
      time.move(seconds * 1000);
      const { signal } = stop;
      await syncer.run(signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    },
  };
}
