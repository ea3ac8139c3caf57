/** People of the company in the CRM, and who they are in Slack: by their address, or as an admin chose. */
import { leads } from '../leads/table.ts';
import { and, asc, eq, isNotNull, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import type { CrmOwner } from './crm.ts';
import { order } from './orders.ts';
import { type CrmPerson, crmLinks, crmPeople, isCurrent } from './table.ts';

export interface People {
  /** The person in Slack; null if no one is known. */
  userOf(ownerId: string | null): string | null;
  /** Undefined for a person who cannot own a record. */
  ownerOf(userId: string): string | undefined;
  nameOf(ownerId: string): string;
}

/** By name. */
export const listCrmPeople = (db: Db, connectionId: number): CrmPerson[] => byName(db).all({ connectionId });

/** Read for each page of records, and more often. */
const byName = prepared((db) =>
  db
    .select()
    .from(crmPeople)
    .where(eq(crmPeople.connectionId, sql.placeholder('connectionId')))
    .orderBy(asc(crmPeople.name))
    .prepare(),
);

export function peopleOf(db: Db, connectionId: number): People {
  const all = listCrmPeople(db, connectionId);
  const byOwner = new Map(all.map((person) => [person.ownerId, person]));
  const byUser = new Map(
    all.flatMap(({ ownerId, userId, isActive }) => (userId && isActive ? [[userId, ownerId] as const] : [])),
  );
  return {
    userOf: (ownerId) => byOwner.get(ownerId ?? '')?.userId ?? null,
    ownerOf: (userId) => byUser.get(userId),
    nameOf: (ownerId) => byOwner.get(ownerId)?.name ?? ownerId,
  };
}

const isPerson = ({ connectionId, ownerId }: Pick<CrmPerson, 'connectionId' | 'ownerId'>) =>
  and(eq(crmPeople.connectionId, connectionId), eq(crmPeople.ownerId, ownerId));

/** Takes over the CRM's own list. Choices of admins stay; an address that changed is asked for again. */
export function savePeople(tx: Tx, connectionId: number, owners: readonly CrmOwner[]): void {
  const known = new Map(listCrmPeople(tx, connectionId).map((person) => [person.ownerId, person]));
  for (const { id: ownerId, name, email, isActive } of owners) {
    const before = known.get(ownerId);
    known.delete(ownerId);
    if (!before) {
      tx.insert(crmPeople).values({ connectionId, ownerId, name, email, isActive }).run();
      continue;
    }
    const moved = before.email === email ? {} : { askedAt: null, ...(!before.isChosen && { userId: null }) };
    tx.update(crmPeople)
      .set({ name, email, isActive, ...moved })
      .where(isPerson(before))
      .run();
  }
  for (const gone of known.values()) tx.update(crmPeople).set({ isActive: false }).where(isPerson(gone)).run();
}

/** People whom Slack is to be asked for, by their address. */
export const unknownPeople = (db: Db, connectionId: number, askedBefore: Date): CrmPerson[] =>
  listCrmPeople(db, connectionId).filter(
    ({ email, isActive, userId, isChosen, askedAt }) =>
      email !== null && isActive && userId === null && !isChosen && (askedAt === null || askedAt < askedBefore),
  );

/** @param userId null if no one in Slack has the address. */
export function foundPerson(tx: Tx, person: CrmPerson, userId: string | null, now: Date): void {
  tx.update(crmPeople).set({ userId, askedAt: now }).where(isPerson(person)).run();
  if (userId) orderLeadsOf(tx, person.connectionId, userId, now);
}

/** An admin says who it is; null for no one. */
export function choosePerson(
  tx: Tx,
  { connectionId, ownerId, userId }: Pick<CrmPerson, 'connectionId' | 'ownerId' | 'userId'>,
  now: Date,
): void {
  tx.update(crmPeople).set({ userId, isChosen: true }).where(isPerson({ connectionId, ownerId })).run();
  if (userId) orderLeadsOf(tx, connectionId, userId, now);
}

/** The records of their leads can have their owner now. */
function orderLeadsOf(tx: Tx, connectionId: number, userId: string, now: Date): void {
  const owned = tx
    .select({ leadId: leads.id })
    .from(leads)
    .innerJoin(crmLinks, eq(crmLinks.leadId, leads.id))
    .where(and(eq(leads.ownerId, userId), isNotNull(leads.ownerId), eq(crmLinks.connectionId, connectionId), isCurrent))
    .all();
  for (const { leadId } of owned) order(tx, { connectionId, leadId, since: now }, now);
}
