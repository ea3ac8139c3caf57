import { and, count, desc, gte, inArray, isNotNull, isNull, ne, or, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import { type ContentRequest, contentRequests } from './table.ts';
import { openStatuses } from './types.ts';

// Includes the person's own requests, since asking is a vote; without those that wait for their answer.
const wanted = and(
  sql`${contentRequests.id} in (select request_id from request_votes where user_id = ${sql.placeholder('userId')})`,
  or(inArray(contentRequests.status, [...openStatuses]), gte(contentRequests.closedAt, sql.placeholder('since'))),
  or(
    isNull(contentRequests.questionAt),
    isNotNull(contentRequests.closedAt),
    ne(contentRequests.requestedBy, sql.placeholder('userId')),
  ),
);

const newest = prepared((db) =>
  db
    .select()
    .from(contentRequests)
    .where(wanted)
    .orderBy(desc(contentRequests.id))
    .limit(sql.placeholder('limit'))
    .prepare(),
);

const totals = prepared((db) => db.select({ requests: count() }).from(contentRequests).where(wanted).prepare());

/** Requests that a person asked or voted for, still open or closed since then, newest first; with the total. */
export function askedFor(
  db: Db,
  userId: string,
  { since, limit }: { since: Date; limit: number },
): { requests: ContentRequest[]; total: number } {
  const whose = { userId, since: since.getTime() };
  return { requests: newest(db).all({ ...whose, limit }), total: totals(db).get(whose)?.requests ?? 0 };
}
