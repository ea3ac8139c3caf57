/** A sales team and a connection without a sync: for tests of one step, with fingerprints that are the values themselves. */
import { connectCrm } from '../../src/crm/connection.ts';
import type { SyncContext } from '../../src/crm/context.ts';
import type { CrmPlan, CrmRecord } from '../../src/crm/crm.ts';
import { addLink } from '../../src/crm/links.ts';
import { beginSync } from '../../src/crm/progress.ts';
import { noRecord } from '../../src/crm/render.ts';
import type { crmLinks } from '../../src/crm/table.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { historyOf, requireLead } from '../../src/leads/queries.ts';
import { leads } from '../../src/leads/table.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { MONDAY_9, minutesAfter, salesTeam } from '../leads/world.ts';
import { PLAN } from './pretend-crm.ts';
import { ana, seller } from './world.ts';

export type There = Partial<Omit<CrmRecord, 'contact'>> & { contact?: Partial<CrmRecord['contact']> };

export const recordOf = ({ contact, ...values }: There = {}): CrmRecord => ({
  ...{ ...noRecord, id: '101', isMatch: true },
  ...values,
  contact: { ...noRecord.contact, ...ana, ...contact },
});

const users: Record<string, string> = { o1: 'A', o2: 'B', o3: 'OLGA' };

/** A, B and Olga, who is not in the team, are in the CRM; C is not. */
export const people = {
  userOf: (ownerId: string | null) => users[ownerId ?? ''] ?? null,
  ownerOf: (userId: string) => ({ A: 'o1', B: 'o2' })[userId],
  nameOf: (ownerId: string) => `Name of ${ownerId}`,
};

export async function smallWorld(plan: Partial<CrmPlan> = {}) {
  const world = await salesTeam();
  const { db, write, team, handOff } = world;
  const { id: connectionId } = await write((tx) => {
    const connection = connectCrm(
      tx,
      createKeys(':memory:'),
      { kind: 'hubspot', credentials: {}, by: 'ADA' },
      MONDAY_9,
    );
    beginSync(tx, connection.id);
    return connection;
  });
  const context: SyncContext = {
    ...{ connectionId, crm: 'HubSpot', plan: { ...PLAN, teamId: team.id, ...plan } },
    ...{ print: (value) => value ?? '', labelOf: (of) => `Label of ${of}` },
    linkOf: (recordId) => `https://crm.example/record/${recordId}`,
    pageOf: (leadId) => `https://baton.example/lead/${leadId}`,
    noteOf: ({ kind }) => (kind === 'noted' ? { kind: 'note', text: 'A note' } : undefined),
  };
  return {
    ...{ ...world, connectionId, context },
    now: minutesAfter(MONDAY_9, 5),
    lead: (id: number) => requireLead(db, id),
    leads: () => db.select().from(leads).orderBy(leads.id).all(),
    history: (id: number) => historyOf(db, id, { limit: 100, offset: 0 }).toReversed(),
    async accepted() {
      const { id } = await handOff(MONDAY_9, ana);
      await write((tx) => acceptLead(tx, { leadId: id, seller, by: 'button' }, MONDAY_9));
      return id;
    },
    link: (leadId: number, more: Partial<typeof crmLinks.$inferInsert> = {}) =>
      write((tx) => {
        const times = { linkedAt: MONDAY_9, syncedAt: MONDAY_9, seenAt: MONDAY_9 };
        const of = { connectionId, leadId, recordId: '101', url: '', base: {}, isMatch: true, notedEntryId: 0 };
        return addLink(tx, { ...of, ...times, ...more });
      }),
  };
}
