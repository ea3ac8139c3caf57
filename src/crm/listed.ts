/** Leads that a reading brought as a list: they have no cards, so the channel of their team hears of them in one message. */
import { leads } from '../leads/table.ts';
import { and, count, desc, eq, gt, isNotNull, lte, type SQL } from '../platform/db/drizzle.ts';
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

/**
 * A lead that came in is linked as it is handed off; one that Baton had before is linked later. The queries join crosswise, so that
 * SQLite begins with the few links and not with the leads of a team.
 */
function broughtBy(db: Db, reading: Reading): SQL | undefined {
  return and(
    gt(crmLinks.id, lastBefore(db, reading)),
    eq(crmLinks.leadId, leads.id),
    eq(crmLinks.connectionId, reading.connectionId),
    gt(crmLinks.linkedAt, new Date(reading.after)),
    lte(crmLinks.linkedAt, new Date(reading.until)),
    eq(crmLinks.linkedAt, leads.handedOffAt),
  );
}

/** The newest link that was there before the reading: those that it brought have higher ids. */
function lastBefore(db: Db, { connectionId, after }: Reading): number {
  if (after === 0) return 0;
  const isBefore = and(eq(crmLinks.connectionId, connectionId), lte(crmLinks.linkedAt, new Date(after)));
  return newestFirst(db, isBefore).limit(1).get()?.id ?? 0;
}

const newestFirst = (db: Db, which: SQL | undefined) =>
  db.select().from(crmLinks).where(which).orderBy(desc(crmLinks.id));

/** Cheap, since it is asked at the end of each reading. The first one may bring a shorter list. */
function mayBeList(db: Db, { connectionId, after }: Reading): boolean {
  const one = newestFirst(db, eq(crmLinks.connectionId, connectionId))
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
    .crossJoin(leads)
    .where(and(broughtBy(tx, reading), eq(leads.isUnhurried, true)))
    .all();
  for (const { teamId } of teams) {
    const orderingKey = requireTeam(tx, teamId).channelId;
    enqueue(tx, 'crm_list', { ...reading, teamId }, { orderingKey }, now);
  }
}

/** How many leads of the team it brought, and who has how many. */
export function listedBy(db: Db, { teamId, ...reading }: Reading & { teamId: number }) {
  const isTheirs = and(broughtBy(db, reading), eq(leads.teamId, teamId));
  const all = db.select({ leads: count() }).from(crmLinks).crossJoin(leads).where(isTheirs).get();
  const shares = db
    .select({ userId: leads.assigneeId, leads: count() })
    .from(crmLinks)
    .crossJoin(leads)
    .where(and(isTheirs, isNotNull(leads.assigneeId)))
    .groupBy(leads.assigneeId)
    .orderBy(desc(count()), leads.assigneeId)
    .all();
  return {
    leads: all?.leads ?? 0,
    shares: shares.flatMap(({ userId, leads }) => (userId === null ? [] : [{ userId, leads }])),
  };
}
