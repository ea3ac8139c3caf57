/** Requests that wait for one person, whoever they are to them. */
import { and, asc, count, eq, inArray, type SQL, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import type { RequestPage } from './list.ts';
import { isOpenRequest } from './queries.ts';
import { type ContentRequest, contentRequests } from './table.ts';

export interface WaitingRequests {
  /** Questions of marketing that they are to answer, the oldest first. */
  questions: RequestPage;
  /** What they have claimed and not delivered, needed soonest first. */
  claimed: RequestPage;
  /** What nobody in their marketing teams has claimed, needed soonest first. */
  unclaimed: RequestPage;
}

/**
 * What waits for a person, up to `limit` of each kind with the count of all. `teamIds` are the marketing teams that they
 * are of (`teamsOf(deps, userId, 'marketing')`): the database does not know who belongs where.
 */
export function waitingRequestsFor(
  db: Db,
  userId: string,
  { teamIds, limit }: { teamIds: readonly number[]; limit: number },
): WaitingRequests {
  const page = (where: SQL | undefined, order: SQL): RequestPage => ({
    requests: readPage(db, where, order, limit),
    total: db.select({ requests: count() }).from(contentRequests).where(where).get()?.requests ?? 0,
  });
  return {
    questions: page(
      and(eq(contentRequests.requestedBy, userId), sql`question_at is not null`),
      asc(contentRequests.questionAt),
    ),
    claimed: page(
      and(eq(contentRequests.ownerId, userId), inArray(contentRequests.status, ['claimed', 'in_progress'])),
      asc(contentRequests.dueAt),
    ),
    unclaimed: page(
      and(isOpenRequest, inArray(contentRequests.teamId, [...teamIds]), eq(contentRequests.status, 'new')),
      asc(contentRequests.dueAt),
    ),
  };
}

const readPage = (db: Db, where: SQL | undefined, order: SQL, limit: number): ContentRequest[] =>
  db.select().from(contentRequests).where(where).orderBy(order, asc(contentRequests.id)).limit(limit).all();
