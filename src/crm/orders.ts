/**
 * Orders: leads with something to write. They are made from the history of leads, which commits with each change; so a change costs
 * nothing more, and none is missed while the sync is stopped.
 */
import { type HistoryEntry, leadHistory } from '../leads/table.ts';
import type { ChangeDetails } from '../leads/types.ts';
import { and, asc, count, eq, gt, isNotNull, isNull, lte, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { preparedRows } from '../platform/db/prepared.ts';
import { updateRow } from '../platform/db/rows.ts';
import type { Tx } from '../platform/db/write.ts';
import { type CrmOrder, crmOrders, crmSyncs, isWaiting } from './table.ts';

/** History entries in one transaction. */
const AT_ONCE = 500;

/** Orders for the leads that changed since the last call, as far as one transaction goes. @returns whether more are left. */
export function orderChanged(tx: Tx, connectionId: number, now: Date): boolean {
  const sync = tx.select().from(crmSyncs).where(eq(crmSyncs.connectionId, connectionId)).get();
  if (!sync) return false;
  const news = tx
    .select({
      ...{ id: leadHistory.id, leadId: leadHistory.leadId, at: leadHistory.at },
      ...{ kind: leadHistory.kind, details: leadHistory.details },
    })
    .from(leadHistory)
    .where(gt(leadHistory.id, sync.entryId))
    .orderBy(asc(leadHistory.id))
    .limit(AT_ONCE)
    .all();
  const last = news.at(-1);
  if (!last) return false;
  const ours = news.filter((entry) => !isFromCrm(entry));
  const newestFirst = new Map(ours.toReversed().map(({ leadId, at }) => [leadId, at]));
  for (const [leadId, at] of [...newestFirst].toReversed())
    order(tx, { connectionId, leadId, since: at < now ? at : now }, now);
  tx.update(crmSyncs).set({ entryId: last.id }).where(eq(crmSyncs.connectionId, connectionId)).run();
  return news.length === AT_ONCE;
}

/** The sync itself orders what these leave to write. */
const isFromCrm = ({ kind, details }: Pick<HistoryEntry, 'kind' | 'details'>): boolean =>
  kind === 'synced' || (kind === 'handed_off' && (details as ChangeDetails['handed_off']).crm !== undefined);

const isOf = ({ connectionId, leadId }: Pick<CrmOrder, 'connectionId' | 'leadId'>) =>
  and(eq(crmOrders.connectionId, connectionId), eq(crmOrders.leadId, leadId));

/** A change after a failure is a new try: it may be the correction. */
export function order(
  tx: Tx,
  { connectionId, leadId, since }: Pick<CrmOrder, 'connectionId' | 'leadId' | 'since'>,
  now: Date,
): void {
  const again = { isAgain: true, failedAt: null };
  const isFailed = sql`${crmOrders.failedAt} is not null`;
  tx.insert(crmOrders)
    .values({ connectionId, leadId, since, notBefore: now })
    .onConflictDoUpdate({
      target: [crmOrders.connectionId, crmOrders.leadId],
      set: {
        ...again,
        notBefore: sql`case when ${isFailed} then ${now.getTime()} else ${crmOrders.notBefore} end`,
        attempts: sql`case when ${isFailed} then 0 else ${crmOrders.attempts} end`,
      },
    })
    .run();
}

const ofLead = preparedRows(
  crmOrders,
  and(eq(crmOrders.connectionId, sql.placeholder('connectionId')), eq(crmOrders.leadId, sql.placeholder('leadId'))),
);

export const orderOf = (
  db: Db,
  { connectionId, leadId }: Pick<CrmOrder, 'connectionId' | 'leadId'>,
): CrmOrder | undefined => ofLead(db).get({ connectionId, leadId });

/** The earliest first. */
export const dueOrders = (db: Db, connectionId: number, now: Date, limit: number): CrmOrder[] =>
  db
    .select()
    .from(crmOrders)
    .where(and(eq(crmOrders.connectionId, connectionId), isWaiting, lte(crmOrders.notBefore, now)))
    .orderBy(asc(crmOrders.notBefore))
    .limit(limit)
    .all();

export const updateOrder = (
  tx: Tx,
  { connectionId, leadId }: Pick<CrmOrder, 'connectionId' | 'leadId'>,
  values: Partial<typeof crmOrders.$inferInsert>,
): void => updateRow(tx, crmOrders, { connectionId, leadId }, values);

export const dropOrder = (tx: Tx, of: Pick<CrmOrder, 'connectionId' | 'leadId'>): void =>
  void tx.delete(crmOrders).where(isOf(of)).run();

/** How many wait, since when, and how many are not tried any more. */
export function backlogOf(db: Db, connectionId: number): { waiting: number; since: Date | null; failed: number } {
  const ofConnection = eq(crmOrders.connectionId, connectionId);
  const waiting = db
    .select({ orders: count(), since: sql<number | null>`min(${crmOrders.since})` })
    .from(crmOrders)
    .where(and(ofConnection, isNull(crmOrders.failedAt)))
    .get();
  const failed = db
    .select({ orders: count() })
    .from(crmOrders)
    .where(and(ofConnection, isNotNull(crmOrders.failedAt)))
    .get();
  return {
    waiting: waiting?.orders ?? 0,
    since: waiting?.since == null ? null : new Date(waiting.since),
    failed: failed?.orders ?? 0,
  };
}
