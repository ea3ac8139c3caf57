import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lt, or, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import type { Slice } from '../platform/paging.ts';
import {
  type Decision,
  isOpenAction,
  isOpenReview,
  isPlannedReview,
  type Review,
  type ReviewAction,
  reviewActions,
  reviewDecisions,
  reviews,
} from './table.ts';

export const reviewById = (db: Db, id: number): Review | undefined =>
  db.select().from(reviews).where(eq(reviews.id, id)).get();

export function requireReview(db: Db, id: number): Review {
  const review = reviewById(db, id);
  if (!review) throw new UserError('This review no longer exists.');
  return review;
}

export const openReview = (db: Db): Review | undefined => db.select().from(reviews).where(isOpenReview).get();
export const plannedReview = (db: Db): Review | undefined => db.select().from(reviews).where(isPlannedReview).get();

export const reviewOfMonth = (db: Db, month: string): Review | undefined =>
  db.select().from(reviews).where(eq(reviews.month, month)).get();

/** The review for decisions and actions. @throws UserError if it is over. */
export function requireOpenReview(db: Db, reviewId: number): Review {
  const review = requireReview(db, reviewId);
  if (review.status === 'open') return review;
  throw new UserError('This review is over. Use the message of the current one.');
}

export function updateReview(tx: Tx, review: Review, change: Partial<Review>): Review {
  tx.update(reviews).set(change).where(eq(reviews.id, review.id)).run();
  return { ...review, ...change };
}

const isPast = inArray(reviews.status, ['closed', 'skipped']);

/** Closed and skipped ones, newest first. */
export const pastReviews = (db: Db, { limit, offset }: Slice): { reviews: Review[]; total: number } => ({
  reviews: db.select().from(reviews).where(isPast).orderBy(desc(reviews.month)).limit(limit).offset(offset).all(),
  total: db.select({ reviews: count() }).from(reviews).where(isPast).get()?.reviews ?? 0,
});

export const decisionsOf = (db: Db, reviewId: number): Decision[] =>
  db
    .select()
    .from(reviewDecisions)
    .where(eq(reviewDecisions.reviewId, reviewId))
    .orderBy(asc(reviewDecisions.id))
    .all();

export const decisionById = (db: Db, id: number): Decision | undefined =>
  db.select().from(reviewDecisions).where(eq(reviewDecisions.id, id)).get();

export const actionById = (db: Db, id: number): ReviewAction | undefined =>
  db.select().from(reviewActions).where(eq(reviewActions.id, id)).get();

export function requireAction(db: Db, id: number): ReviewAction {
  const action = actionById(db, id);
  if (!action) throw new UserError('This action no longer exists.');
  return action;
}

/** Agreed in this review. */
export const actionsOf = (db: Db, reviewId: number): ReviewAction[] =>
  db.select().from(reviewActions).where(eq(reviewActions.reviewId, reviewId)).orderBy(asc(reviewActions.id)).all();

/** By due date. */
const byDate = [asc(reviewActions.dueOn), asc(reviewActions.id)];

export const openActions = (
  db: Db,
  { limit, offset }: Slice,
  ownerId?: string,
): { actions: ReviewAction[]; total: number } => {
  const which = and(isOpenAction, ownerId === undefined ? undefined : eq(reviewActions.ownerId, ownerId));
  return {
    actions: db
      .select()
      .from(reviewActions)
      .where(which)
      .orderBy(...byDate)
      .limit(limit)
      .offset(offset)
      .all(),
    total: db.select({ actions: count() }).from(reviewActions).where(which).get()?.actions ?? 0,
  };
};

/** The open ones, and those of them that were due before this ISO date. */
export const countOpen = (db: Db, today: string): { total: number; overdue: number } =>
  db
    .select({ total: count(), overdue: sql<number>`coalesce(sum(${reviewActions.dueOn} < ${today}), 0)` })
    .from(reviewActions)
    .where(isOpenAction)
    .get() ?? { total: 0, overdue: 0 };

/**
 * Actions of earlier reviews, and those that were agreed outside of one before its end, that this one looks at: those that were
 * not settled when the review before it began.
 */
export const earlierActions = (db: Db, review: Review): ReviewAction[] =>
  db
    .select()
    .from(reviewActions)
    .where(
      and(
        or(
          lt(reviewActions.reviewId, review.id),
          and(isNull(reviewActions.reviewId), review.endedAt ? lt(reviewActions.at, review.endedAt) : undefined),
        ),
        or(isOpenAction, gte(reviewActions.settledAt, reviewBefore(db, review)?.openedAt ?? review.dueAt)),
      ),
    )
    .orderBy(...byDate)
    .all();

const reviewBefore = (db: Db, { id }: Review): Review | undefined =>
  db
    .select()
    .from(reviews)
    .where(and(lt(reviews.id, id), isNotNull(reviews.openedAt)))
    .orderBy(desc(reviews.id))
    .limit(1)
    .get();

/** Dropped in this time, with their reasons. */
export const droppedBetween = (db: Db, { from, to }: { from: Date; to: Date }): ReviewAction[] =>
  db
    .select()
    .from(reviewActions)
    .where(
      and(eq(reviewActions.status, 'dropped'), gte(reviewActions.settledAt, from), lt(reviewActions.settledAt, to)),
    )
    .orderBy(asc(reviewActions.settledAt))
    .all();

/** For the check of their standing. */
export const ownersOfActions = (db: Db): string[] =>
  db
    .selectDistinct({ ownerId: reviewActions.ownerId })
    .from(reviewActions)
    .where(isOpenAction)
    .all()
    .map(({ ownerId }) => ownerId);

export const dueReminders = (db: Db, now: Date): ReviewAction[] =>
  db
    .select()
    .from(reviewActions)
    .where(and(sql`remind_at is not null`, sql`${reviewActions.remindAt} <= ${now.getTime()}`))
    .all();
