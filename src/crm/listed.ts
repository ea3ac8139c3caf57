/** Leads that a reading brought as a list: they have no cards, so the channel of their team hears of them in one message. */
import { leads } from '../leads/table.ts';
import { and, count, desc, eq, gt, isNotNull, lte } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { requireTeam } from '../teams/queries.ts';
import { crmLinks } from './table.ts';

/** More new leads than this at once come as a list, without cards. */
export const MOST_CARDS = 20;

export interface Reading {
  connectionId: number;
  /** The end of the reading before it, in milliseconds; 0 for the first one. */
  after: number;
  until: number;
}

/** A lead that came in is linked as it is handed off; one that Baton had before is linked later. */
const broughtBy = ({ connectionId, after, until }: Reading) =>
  and(
    eq(crmLinks.connectionId, connectionId),
    gt(crmLinks.linkedAt, new Date(after)),
    lte(crmLinks.linkedAt, new Date(until)),
    eq(crmLinks.linkedAt, leads.handedOffAt),
  );

/** Cheap, since it is asked at the end of each reading. The first one may bring a shorter list. */
function mayBeList(db: Db, { connectionId, after }: Reading): boolean {
  const isOfConnection = eq(crmLinks.connectionId, connectionId);
  const newest = db.select().from(crmLinks).where(isOfConnection).orderBy(desc(crmLinks.id));
  const one = newest
    .limit(1)
    .offset(after === 0 ? 0 : MOST_CARDS)
    .get();
  return one !== undefined && one.linkedAt.getTime() > after;
}

/** At the end of a reading: one message for each team. */
export function announceLists(tx: Tx, reading: Reading, now: Date): void {
  if (!mayBeList(tx, reading)) return;
  const teams = tx
    .selectDistinct({ teamId: leads.teamId })
    .from(crmLinks)
    .innerJoin(leads, eq(leads.id, crmLinks.leadId))
    .where(and(broughtBy(reading), eq(leads.isUnhurried, true)))
    .all();
  for (const { teamId } of teams) {
    const orderingKey = requireTeam(tx, teamId).channelId;
    enqueue(tx, 'crm_list', { ...reading, teamId }, { orderingKey }, now);
  }
}

/** How many leads of the team it brought, and who has how many. */
export function listedBy(db: Db, { teamId, ...reading }: Reading & { teamId: number }) {
  const isTheirs = and(broughtBy(reading), eq(leads.teamId, teamId));
  const all = db
    .select({ leads: count() })
    .from(crmLinks)
    .innerJoin(leads, eq(leads.id, crmLinks.leadId))
    .where(isTheirs)
    .get();
  const shares = db
    .select({ userId: leads.assigneeId, leads: count() })
    .from(crmLinks)
    .innerJoin(leads, eq(leads.id, crmLinks.leadId))
    .where(and(isTheirs, isNotNull(leads.assigneeId)))
    .groupBy(leads.assigneeId)
    .orderBy(desc(count()), leads.assigneeId)
    .all();
  return {
    leads: all?.leads ?? 0,
    shares: shares.flatMap(({ userId, leads }) => (userId === null ? [] : [{ userId, leads }])),
  };
}
