import { index, integer, sql, sqliteTable, text, uniqueIndex } from '../platform/db/drizzle.ts';
import { actionStatuses, reviewStatuses } from './types.ts';

// Predicates of partial indexes, for the queries that need them: platform/db/dialect.ts.
export const isPlannedReview = sql`status = 'planned'`;
export const isOpenReview = sql`status = 'open'`;
export const isOpenAction = sql`status = 'open'`;

/** Monthly reviews of both teams. At most one is planned, and at most one is open. */
export const reviews = sqliteTable(
  'reviews',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** The month that it looks back on, such as `2026-11`. */
    month: text().notNull(),
    status: text({ enum: reviewStatuses }).notNull(),
    /** The start of work on its day. */
    dueAt: integer({ mode: 'timestamp_ms' }).notNull(),
    /** The manager who postponed it; null while it keeps its schedule. */
    movedBy: text(),
    /** The manager who skipped it, with the reason, or who closed it; null if Baton closed it. */
    endedBy: text(),
    reason: text(),
    openedAt: integer({ mode: 'timestamp_ms' }),
    postedAt: integer({ mode: 'timestamp_ms' }),
    endedAt: integer({ mode: 'timestamp_ms' }),
  },
  (review) => [
    uniqueIndex('reviews_month').on(review.month),
    uniqueIndex('reviews_planned').on(review.status).where(isPlannedReview),
    uniqueIndex('reviews_open').on(review.status).where(isOpenReview),
  ],
);

export type Review = typeof reviews.$inferSelect;

const reviewId = () =>
  integer()
    .notNull()
    .references(() => reviews.id);

export const reviewDecisions = sqliteTable(
  'review_decisions',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    reviewId: reviewId(),
    what: text().notNull(),
    by: text().notNull(),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (decision) => [index('review_decisions_of').on(decision.reviewId, decision.id)],
);

export type Decision = typeof reviewDecisions.$inferSelect;

/** Open actions appear in each review until they are done or dropped. */
export const reviewActions = sqliteTable(
  'review_actions',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** The review in which it was agreed; null if it was agreed elsewhere, as on a report card. */
    reviewId: integer().references(() => reviews.id),
    what: text().notNull(),
    ownerId: text().notNull(),
    /** ISO date. */
    dueOn: text().notNull(),
    status: text({ enum: actionStatuses }).notNull().default('open'),
    by: text().notNull(),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
    settledBy: text(),
    settledAt: integer({ mode: 'timestamp_ms' }),
    /** Why it was dropped. */
    reason: text(),
    /** The time of the owner's only reminder; null once it is sent or not needed. */
    remindAt: integer({ mode: 'timestamp_ms' }),
    /** The owner of whom a manager heard that they left or are out of office. */
    toldOf: text(),
  },
  (action) => [
    index('review_actions_of').on(action.reviewId, action.id),
    index('review_actions_open').on(action.ownerId, action.dueOn).where(isOpenAction),
    index('review_actions_remind').on(action.remindAt).where(sql`remind_at is not null`),
    index('review_actions_settled').on(action.settledAt).where(sql`settled_at is not null`),
  ],
);

export type ReviewAction = typeof reviewActions.$inferSelect;
