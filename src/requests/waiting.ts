/** Requests that wait for one person, whoever they are to them. */

import { and, asc, count, eq, inArray, type SQL, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Slice } from '../platform/paging.ts';
import { type ContentRequest, contentRequests, isAskedBack, isOpenRequest } from './table.ts';

/** One list, read as far as it is wanted. */
export interface WaitingList {
  total: number;
  read(page: Slice): ContentRequest[];
}

export interface WaitingRequests {
  /** Questions of marketing that they are to answer, the oldest first. */
  questions: WaitingList;
  /** What they have claimed and not delivered, needed soonest first. */
  claimed: WaitingList;
  /** What nobody in their marketing teams has claimed, needed soonest first. */
  unclaimed: WaitingList;
}

/** Statements for a list that is read with every home, each by an index of its own. */
function listOf(where: SQL | undefined, order: SQL) {
  const page = prepared((db) =>
    db
      .select()
      .from(contentRequests)
      .where(where)
      .orderBy(order, asc(contentRequests.id))
      .limit(sql.placeholder('limit'))
      .offset(sql.placeholder('offset'))
      .prepare(),
  );
  const total = prepared((db) => db.select({ requests: count() }).from(contentRequests).where(where).prepare());
  return (db: Db, whose: Record<string, unknown>): WaitingList => ({
    total: total(db).get(whose)?.requests ?? 0,
    read: (wanted) => page(db).all({ ...whose, ...wanted }),
  });
}

const questions = listOf(
  and(eq(contentRequests.requestedBy, sql.placeholder('userId')), isAskedBack),
  asc(contentRequests.questionAt),
);

const claimed = listOf(
  and(
    eq(contentRequests.ownerId, sql.placeholder('userId')),
    inArray(contentRequests.status, ['claimed', 'in_progress']),
  ),
  asc(contentRequests.dueAt),
);

const unclaimed = listOf(
  and(
    isOpenRequest,
    sql`${contentRequests.teamId} in (select value from json_each(${sql.placeholder('teamIds')}))`,
    eq(contentRequests.status, 'new'),
  ),
  asc(contentRequests.dueAt),
);

/**
 * What waits for a person. `teamIds` are the marketing teams that they are of (`teamsOf(deps, userId, 'marketing')`): the
 * database does not know who belongs where.
 */
export const waitingRequestsFor = (
  db: Db,
  userId: string,
  { teamIds }: { teamIds: readonly number[] },
): WaitingRequests => ({
  questions: questions(db, { userId }),
  claimed: claimed(db, { userId }),
  unclaimed: unclaimed(db, { teamIds: JSON.stringify(teamIds) }),
});
