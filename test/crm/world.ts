/** A sales team, a CRM in memory, and the sync of both, without Slack. */

import { connectCrm, keepCheck, setPlan, switchOn } from '../../src/crm/connection.ts';
import type { CrmPlan } from '../../src/crm/crm.ts';
import { createCrmSync } from '../../src/crm/engine.ts';
import { choosePerson, savePeople } from '../../src/crm/people.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { historyOf, leadById } from '../../src/leads/queries.ts';
import { leads } from '../../src/leads/table.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { actor, MONDAY_9, salesTeam } from '../leads/world.ts';
import { PLAN, pretendCrm } from './pretend-crm.ts';

class Crash extends Error {}

type Options = Omit<Parameters<typeof pretendCrm>[0], 'now'> & { plan?: Partial<CrmPlan> };

export async function syncedWorld({ plan, ...options }: Options = {}) {
  const world = await salesTeam();
  const { db, write } = world;
  let now = MONDAY_9;
  const clock = () => now;
  const crm = pretendCrm({ now: clock, ...options });
  const keys = createKeys(':memory:');
  const warned: unknown[] = [];
  const announced: number[] = [];
  const log = { info() {}, warn: (details: unknown) => void warned.push(details), error() {} } as never;
  const connection = await write((tx) => {
    connectCrm(tx, keys, { kind: 'hubspot', credentials: {}, by: 'ADA' }, now);
    keepCheck(tx, { account: 'Northwind', missing: [], notes: [] }, now);
    setPlan(tx, { plan: { ...PLAN, teamId: world.team.id, ...plan }, by: 'ADA' }, now);
    return switchOn(tx, { by: 'ADA' }, now);
  });
  let commitsLeft = Number.POSITIVE_INFINITY;
  const mortal: typeof write = Object.assign(
    <T>(change: (tx: Tx) => T) => {
      commitsLeft -= 1;
      return commitsLeft < 0 ? Promise.reject(new Crash('The process died.')) : write(change);
    },
    { onCommit: write.onCommit },
  );
  const syncer = createCrmSync(
    {
      ...{ db, write: mortal, keys, now: clock, log },
      web: { users: { lookupByEmail: async () => Promise.reject(new Error('missing_scope')) } } as never,
      directory: {
        people: async (ids: Iterable<string>) => [...ids].map((id) => ({ id, name: `Name of ${id}` })),
      } as never,
    },
    {
      crms: {
        client: async () => crm.crm,
        kindOf: () => crm.kind,
        knownChoices: () => undefined,
        readChoices: async () => ({ offers: await crm.crm.offers(), owners: await crm.crm.owners() }),
      },
      announce: (_, connectionId) => void announced.push(connectionId),
      pageOf: (leadId) => `https://baton.example/lead/${leadId}`,
      noteOf: ({ kind, details }) =>
        ['handed_off', 'touched', 'noted', 'lost'].includes(kind)
          ? { kind: 'note', text: `${kind} ${(details as { words?: string }).words ?? ''}`.trim() }
          : undefined,
    },
  );
  const stop = new AbortController();
  return {
    ...{ ...world, crm, connection, syncer, clock, stop, warned, announced },
    /** Everyone in the CRM who is in Slack. */
    async know(pairs: Record<string, string>) {
      const owners = await crm.crm.owners();
      await write((tx) => {
        savePeople(tx, connection.id, owners);
        for (const [ownerId, userId] of Object.entries(pairs)) {
          choosePerson(tx, { connectionId: connection.id, ownerId, userId }, now);
        }
      });
    },
    later(seconds: number) {
      now = new Date(now.getTime() + seconds * 1000);
    },
    /** The process dies after so many commits of the next run. */
    async dieAfter(commits: number) {
      commitsLeft = commits;
      now = new Date(now.getTime() + 60_000);
      await syncer.run(stop.signal).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      commitsLeft = Number.POSITIVE_INFINITY;
    },
    /** One run, a minute later. */
    async sync() {
      now = new Date(now.getTime() + 60_000);
      await syncer.run(stop.signal);
    },
    leads: () => db.select().from(leads).orderBy(leads.id).all(),
    lead: (id: number) => {
      const lead = leadById(db, id);
      if (!lead) throw new Error(`There is no lead ${id}.`);
      return lead;
    },
    history: (id: number) => historyOf(db, id, { limit: 100, offset: 0 }).toReversed(),
  };
}

/** The one lead of a world. */
export function onlyLead(world: Awaited<ReturnType<typeof syncedWorld>>) {
  const [lead, ...others] = world.leads();
  if (!lead || others.length > 0) throw new Error(`There are ${others.length + 1} leads.`);
  return lead;
}

export const ana = { name: 'Ana Reis', company: 'Porto Foods', email: 'ana@porto.example', phone: '+351912345678' };
export const seller = { ...actor('A'), isMarketer: true };

/** A lead of a record, accepted by A and in step. */
export async function accepted(options: Parameters<typeof syncedWorld>[0] = {}) {
  const world = await syncedWorld(options);
  await world.know({ o1: 'A', o2: 'B' });
  const record = world.crm.add({ contact: ana, ownerId: 'o1' });
  await world.sync();
  const lead = onlyLead(world);
  await world.write((tx) => acceptLead(tx, { leadId: lead.id, seller, by: 'button' }, world.clock()));
  await world.sync();
  await world.sync();
  world.crm.writes.length = 0;
  return { world, record, leadId: lead.id };
}
