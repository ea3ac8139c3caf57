import { and, asc, count, eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Slice } from '../platform/paging.ts';
import { type AgendaPoint, agendaPoints, isWaitingPoint } from './table.ts';

/** The points of a closed review; null for those that wait for the next one, or that the open one has. */
const ofReview = (reviewId: number | null) =>
  reviewId === null ? isWaitingPoint : eq(agendaPoints.reviewId, reviewId);

/** In the order in which they were added. */
export const pointsOf = (db: Db, reviewId: number | null, { limit, offset }: Slice): AgendaPoint[] =>
  db
    .select()
    .from(agendaPoints)
    .where(ofReview(reviewId))
    .orderBy(asc(agendaPoints.id))
    .limit(limit)
    .offset(offset)
    .all();

export const countPoints = (db: Db, reviewId: number | null): number =>
  db.select({ points: count() }).from(agendaPoints).where(ofReview(reviewId)).get()?.points ?? 0;

/** Undefined if it was removed, or a review has dealt with it. */
export const waitingPoint = (db: Db, id: number): AgendaPoint | undefined =>
  db
    .select()
    .from(agendaPoints)
    .where(and(eq(agendaPoints.id, id), isWaitingPoint))
    .get();

/** Whether the subject has a point that no review has dealt with. */
export const isWaiting = (db: Db, subject: string): boolean =>
  db
    .select({ id: agendaPoints.id })
    .from(agendaPoints)
    .where(and(eq(agendaPoints.subject, subject), isWaitingPoint))
    .get() !== undefined;
