import { and, asc, gte, lte, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { type ContentRequest, contentRequests } from '../requests/table.ts';
import { teamById } from '../teams/queries.ts';
import { byIds, type Cell, type Dataset, isSince } from './dataset.ts';

export const requestsDataset: Dataset = {
  title: 'Content requests',
  subject: 'requests',
  columns: [
    'id',
    'title',
    'kind',
    'buyer_stage',
    'audience',
    'lead',
    'customer',
    'words',
    'priority',
    'needed_by',
    'due_at',
    'rush_reason',
    'status',
    'team',
    'requested_by',
    'requested_at',
    'owner',
    'claimed_at',
    'question_at',
    'closed_at',
    'library_item',
    'votes',
    'updated_at',
  ],
  *rows(db, { since }) {
    const last = db.select({ id: sql<number | null>`max(id)` }).from(contentRequests).get()?.id ?? 0;
    const read = (from: number, to: number) =>
      db
        .select()
        .from(contentRequests)
        .where(and(gte(contentRequests.id, from), lte(contentRequests.id, to)))
        .orderBy(asc(contentRequests.id))
        .all();
    for (const some of byIds(last, read))
      for (const request of some) if (isSince(request.updatedAt, since)) yield cellsOf(db, request);
  },
};

const cellsOf = (db: Db, request: ContentRequest): Cell[] => [
  request.id,
  request.title,
  request.kind,
  request.stage,
  request.audience,
  request.leadId,
  request.customer,
  request.words,
  request.priority,
  request.neededBy,
  request.dueAt,
  request.hurry,
  request.status,
  teamById(db, request.teamId)?.name ?? null,
  request.requestedBy,
  request.requestedAt,
  request.ownerId,
  request.claimedAt,
  request.questionAt,
  request.closedAt,
  request.itemId,
  request.votes,
  request.updatedAt,
];
