import { and, count, eq, inArray, lte, or, type SQL, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { PostedPlace } from '../platform/outbox/posted-messages.ts';
import type { Slice } from '../platform/paging.ts';
import { waitingAmount } from './amounts.ts';
import { cardOf, REQUEST_CARD } from './card-place.ts';
import { type ContentRequest, contentRequests, isOpenRequest } from './table.ts';

/** The requests that a list shows. */
export type RequestFilter =
  /** Requests that a person asked for, voted for or claimed, open ones first. */
  | { show: 'mine'; userId: string }
  /** The queue of these teams. */
  | { show: 'open'; teamIds: number[] }
  /** Unclaimed and late requests. */
  | { show: 'waiting'; teamId: number; at: Date };

export interface RequestPage {
  requests: ContentRequest[];
  total: number;
}

/** One page, in the order of the queue: most votes first, then the earliest due date, then the largest deals. */
export function listRequests(db: Db, filter: RequestFilter, page: Slice): RequestPage {
  const where = condition(filter);
  const requests = db
    .select()
    .from(contentRequests)
    .where(where)
    .orderBy(...(filter.show === 'mine' ? [openFirst, ...queueOrder] : queueOrder))
    .limit(page.limit)
    .offset(page.offset)
    .all();
  return { requests, total: countRequests(db, where) };
}

const queueOrder: SQL[] = [
  sql`${contentRequests.votes} desc`,
  sql`${contentRequests.dueAt}`,
  sql`${waitingAmount} desc`,
  sql`${contentRequests.id}`,
];

/** Closed requests come after open ones, newest first. */
const openFirst = sql`case when ${isOpenRequest} then 0 else 1 end, ${contentRequests.closedAt} desc`;

function condition(filter: RequestFilter): SQL | undefined {
  switch (filter.show) {
    case 'mine':
      return or(
        sql`${contentRequests.id} in (select request_id from request_votes where user_id = ${filter.userId})`,
        eq(contentRequests.ownerId, filter.userId),
      );
    case 'open':
      return and(isOpenRequest, inArray(contentRequests.teamId, filter.teamIds));
    case 'waiting':
      return and(
        isOpenRequest,
        eq(contentRequests.teamId, filter.teamId),
        or(eq(contentRequests.status, 'new'), lte(contentRequests.dueAt, filter.at)),
      );
  }
}

const countRequests = (db: Db, where: SQL | undefined): number =>
  db.select({ requests: count() }).from(contentRequests).where(where).get()?.requests ?? 0;

/** Counts unclaimed requests, and late ones among all open requests. */
export function waitingCounts(db: Db, teamId: number, at: Date): { unclaimed: number; late: number; total: number } {
  const counted = (what: SQL) => sql<number>`coalesce(sum(${what}), 0)`;
  const late = sql`${contentRequests.dueAt} <= ${at.getTime()}`;
  const found = db
    .select({
      unclaimed: counted(sql`${contentRequests.status} = 'new'`),
      late: counted(late),
      total: counted(sql`${contentRequests.status} = 'new' or ${late}`),
    })
    .from(contentRequests)
    .where(and(isOpenRequest, eq(contentRequests.teamId, teamId)))
    .get();
  return found ?? { unclaimed: 0, late: 0, total: 0 };
}

/** Requests with a card that people may still react to, the unclaimed ones first. */
export const openCards = (db: Db, limit: number): (PostedPlace & { subjectId: number })[] =>
  db
    .select({ id: contentRequests.id })
    .from(contentRequests)
    .where(
      and(
        isOpenRequest,
        sql`exists (
          select 1 from posted_messages
          where kind = ${REQUEST_CARD} and subject_id = ${contentRequests.id} and ts is not null)`,
      ),
    )
    .orderBy(sql`case ${contentRequests.status} when 'new' then 0 else 1 end`, sql`${contentRequests.updatedAt} desc`)
    .limit(limit)
    .all()
    .flatMap(({ id: subjectId }) => {
      const card = cardOf(db, subjectId);
      return card ? [{ subjectId, ...card }] : [];
    });
