import { and, count, desc, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import type { Slice } from '../platform/paging.ts';
import {
  type ContentRequest,
  contentRequests,
  type HistoryEntry,
  isOpenRequest,
  type RequestVote,
  requestHistory,
  requestVotes,
} from './table.ts';
import type { RequestChange } from './types.ts';

const byId = preparedRows(contentRequests, eq(contentRequests.id, sql.placeholder('id')));

export const requestById = (db: Db, id: number): ContentRequest | undefined => byId(db).get({ id });

export function requireRequest(db: Db, id: number): ContentRequest {
  const request = requestById(db, id);
  if (!request) throw new UserError('This request no longer exists.');
  return request;
}

/** Updates columns of a request and returns the updated request. */
export function updateRequest(
  tx: Tx,
  request: ContentRequest,
  change: Partial<Omit<ContentRequest, 'id'>>,
  now: Date,
): ContentRequest {
  tx.update(contentRequests)
    .set({ ...change, updatedAt: now })
    .where(eq(contentRequests.id, request.id))
    .run();
  return { ...request, ...change, updatedAt: now };
}

const history = prepared((db) =>
  db
    .select()
    .from(requestHistory)
    .where(eq(requestHistory.requestId, sql.placeholder('requestId')))
    .orderBy(desc(requestHistory.id))
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset'))
    .prepare(),
);

/** Newest first. */
export const historyOf = (db: Db, requestId: number, page: Slice): HistoryEntry[] =>
  history(db).all({ requestId, ...page });

export const sizeOfHistory = (db: Db, requestId: number): number =>
  db.select({ entries: count() }).from(requestHistory).where(eq(requestHistory.requestId, requestId)).get()?.entries ??
  0;

export const historyEntry = (db: Db, id: number): HistoryEntry | undefined =>
  db.select().from(requestHistory).where(eq(requestHistory.id, id)).get();

export const lastEntry = (db: Db, requestId: number, kind: RequestChange): HistoryEntry | undefined =>
  db
    .select()
    .from(requestHistory)
    .where(and(eq(requestHistory.requestId, requestId), eq(requestHistory.kind, kind)))
    .orderBy(desc(requestHistory.id))
    .limit(1)
    .get();

const vote = preparedRows(
  requestVotes,
  and(eq(requestVotes.requestId, sql.placeholder('requestId')), eq(requestVotes.userId, sql.placeholder('userId'))),
);

export const voteOf = (db: Db, requestId: number, userId: string): RequestVote | undefined =>
  vote(db).get({ requestId, userId });

/** Whether a person needs it. The requester does too. */
export const hasVoted = (db: Db, requestId: number, userId: string): boolean =>
  voteOf(db, requestId, userId) !== undefined;

export const forgetVote = (tx: Tx, requestId: number, userId: string): void =>
  void tx
    .delete(requestVotes)
    .where(and(eq(requestVotes.requestId, requestId), eq(requestVotes.userId, userId)))
    .run();

/** The team that a person asked last. */
export const lastTeamOf = (db: Db, userId: string): number | undefined =>
  db
    .select({ teamId: contentRequests.teamId })
    .from(contentRequests)
    .where(eq(contentRequests.requestedBy, userId))
    .orderBy(desc(contentRequests.id))
    .limit(1)
    .get()?.teamId;

/** Everyone who needs it, including the requester, in the order of their votes. */
export const votersOf = (db: Db, requestId: number): string[] =>
  db
    .select({ userId: requestVotes.userId })
    .from(requestVotes)
    .where(eq(requestVotes.requestId, requestId))
    .orderBy(requestVotes.at, requestVotes.userId)
    .all()
    .map(({ userId }) => userId);

/** Everyone with a role in an open request. */
export const peopleOfRequests = (db: Db): (string | null)[] =>
  db
    .selectDistinct({ ownerId: contentRequests.ownerId, requestedBy: contentRequests.requestedBy })
    .from(contentRequests)
    .where(isOpenRequest)
    .all()
    .flatMap(({ ownerId, requestedBy }) => [ownerId, requestedBy]);

export const countOpenRequests = (db: Db, teamId: number): number =>
  db
    .select({ requests: count() })
    .from(contentRequests)
    .where(and(isOpenRequest, eq(contentRequests.teamId, teamId)))
    .get()?.requests ?? 0;
