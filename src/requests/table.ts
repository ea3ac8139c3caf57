import { leads } from '../leads/table.ts';
import { stages } from '../leads/types.ts';
import { libraryItems } from '../library/table.ts';
import { index, integer, primaryKey, sql, sqliteTable, text } from '../platform/db/drizzle.ts';
import { reactionTable } from '../platform/slack/heard-reactions.ts';
import { teams } from '../teams/table.ts';
import { priorities, requestChanges, requestStatuses } from './types.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

// Predicates of partial indexes, for the queries that need them: platform/db/dialect.ts.
export const isOpenRequest = sql`status in ('new', 'claimed', 'in_progress')`;
export const isAskedBack = sql`question_at is not null`;
export const isUndecided = sql`lead_id is not null and asked_at is null`;

/** Requests of sales for content from marketing. */
export const contentRequests = sqliteTable(
  'content_requests',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** The marketing team that was asked. */
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    title: text().notNull(),
    /** Key of a kind of content, see the library's settings; the kind may have been removed since. */
    kind: text().notNull(),
    stage: text({ enum: stages }),
    /** Persona or industry. */
    audience: text(),
    /** The lead that it is for, or else the customer's name. */
    leadId: integer().references(() => leads.id),
    customer: text(),
    /** The buyer's words. */
    words: text(),
    priority: text({ enum: priorities }).notNull(),
    /** ISO date. */
    neededBy: text().notNull(),
    /** The end of the team's work on that day. */
    dueAt: instant().notNull(),
    /** Reason for a due date that is earlier than the kind takes. */
    hurry: text(),
    status: text({ enum: requestStatuses }).notNull(),
    requestedBy: text().notNull(),
    requestedAt: instant().notNull(),
    /** The marketer who claimed it. */
    ownerId: text(),
    claimedAt: instant(),
    /** Since when a question waits for the requester; null if none does. */
    questionAt: instant(),
    questionBy: text(),
    /** When it was delivered, declined or cancelled. */
    closedAt: instant(),
    /** The delivered item, or the existing one of a decline. */
    itemId: integer().references(() => libraryItems.id),
    /** Number of people who need it, including the requester. */
    votes: integer().notNull(),
    updatedAt: instant().notNull(),
  },
  (request) => [
    // The queue and the digest read only open requests.
    index('content_requests_open').on(request.teamId, request.status, request.dueAt).where(isOpenRequest),
    index('content_requests_of_owner').on(request.ownerId, request.status).where(sql`owner_id is not null`),
    index('content_requests_of_requester').on(request.requestedBy, request.id),
    index('content_requests_questions').on(request.requestedBy, request.questionAt).where(isAskedBack),
    index('content_requests_of_lead').on(request.leadId).where(sql`lead_id is not null`),
    index('content_requests_of_item').on(request.itemId).where(sql`item_id is not null`),
  ],
);

export type ContentRequest = typeof contentRequests.$inferSelect;

export const requestHistory = sqliteTable(
  'request_history',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    requestId: integer()
      .notNull()
      .references(() => contentRequests.id),
    kind: text({ enum: requestChanges }).notNull(),
    /** Slack user id; null if Baton acted by itself. */
    actorId: text(),
    at: instant().notNull(),
    statusAfter: text({ enum: requestStatuses }).notNull(),
    /** Details of this kind of change; see types.ts for the shapes. */
    details: text({ mode: 'json' }).$type<unknown>(),
  },
  (entry) => [
    index('request_history_of_request').on(entry.requestId, entry.id),
    index('request_history_at').on(entry.kind, entry.at),
  ],
);

export type HistoryEntry = typeof requestHistory.$inferSelect;

/** People who need the content: the requester, and everyone who said "I need this too". */
export const requestVotes = sqliteTable(
  'request_votes',
  {
    requestId: integer()
      .notNull()
      .references(() => contentRequests.id),
    userId: text().notNull(),
    /** The lead that they need it for. */
    leadId: integer().references(() => leads.id),
    at: instant().notNull(),
    /** When the person was asked whether it helped, after the deal was decided. */
    askedAt: instant(),
  },
  (vote) => [
    primaryKey({ columns: [vote.requestId, vote.userId] }),
    index('request_votes_of_person').on(vote.userId, vote.requestId),
    // People who are still to be asked; answered votes drop out of the index.
    index('request_votes_undecided').on(vote.leadId, vote.requestId).where(isUndecided),
  ],
);

export type RequestVote = typeof requestVotes.$inferSelect;

export const requestReactions = reactionTable('request_reactions', 'request_id', () => contentRequests.id);
