/** The requests that need a person, in each of their roles. */

import { and, asc, count, eq, inArray, type SQL, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Slice } from '../platform/paging.ts';
import { type ContentRequest, contentRequests, isAskedBack, isOpenRequest } from './table.ts';

/** One list, up to the requested number. */
export interface WaitingList {
  total: number;
  read(page: Slice): ContentRequest[];
}

export interface WaitingRequests {
  /** Marketing's questions to them, oldest first. */
  questions: WaitingList;
  /** Requests that they claimed and have not delivered, earliest due date first. */
  claimed: WaitingList;
  /** Unclaimed requests of their marketing teams, earliest due date first. */
  unclaimed: WaitingList;
}

/** Prepared, since every home reads these lists; each uses its own index. */
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
 * The requests that need a person. `teamIds` are their marketing teams (`teamsOf(deps, userId, 'marketing')`), since
 * the database does not know a team's members.
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
