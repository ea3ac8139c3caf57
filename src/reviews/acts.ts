/** The acts of managers on a review. Callers check the rule `review.manage` of commands/permissions.ts. */
import { takeAgenda } from '../agenda/points.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { oldestSalesTeam } from '../teams/queries.ts';
import { dateIn, startOfWorkOn, workingDaysAhead, worksOn } from '../teams/working-time.ts';
import { announceReview } from './announce.ts';
import { monthAfter, usualDay } from './days.ts';
import { requireReview, updateReview } from './queries.ts';
import { reviewDay } from './settings.ts';
import type { Review } from './table.ts';

/** Planned or open: it can be postponed and skipped. @throws UserError */
export function requireCurrent(db: Db, reviewId: number): Review {
  const review = requireReview(db, reviewId);
  if (review.status === 'planned' || review.status === 'open') return review;
  throw new UserError(review.status === 'skipped' ? 'This review was skipped.' : 'This review is closed.');
}

/** The working day after today and after the day of the review, as an ISO date. */
export function usualNewDay(db: Db, { dueAt }: Review, now: Date): string {
  const team = oldestSalesTeam(db);
  if (!team) throw new UserError('There is no sales team.');
  return workingDaysAhead(team, new Date(Math.max(now.getTime(), dueAt.getTime())), 1);
}

/** Why a review cannot be on this day (ISO date); undefined if it can. */
export function dayFault(db: Db, { month, dueAt }: Review, day: string, now: Date): string | undefined {
  const team = oldestSalesTeam(db);
  if (!team) return 'There is no sales team.';
  const schedule = settingOf(db, reviewDay);
  if (day <= dateIn(team, now)) return 'Choose a day after today.';
  if (day === dateIn(team, dueAt)) return 'The review is on this day already.';
  if (!worksOn(team, day)) return `${team.name} does not work on this day. Choose another one.`;
  const next = schedule === 'off' ? undefined : usualDay(team, monthAfter(monthAfter(month)), schedule);
  return next !== undefined && day >= next ? 'The next review is on this day or before it. Skip this one.' : undefined;
}

/** @throws UserError when `dayFault` finds one. */
export function postpone(
  tx: Tx,
  { reviewId, day, by }: { reviewId: number; day: string; by: string },
  now: Date,
): void {
  const review = requireCurrent(tx, reviewId);
  const fault = dayFault(tx, review, day, now);
  const team = oldestSalesTeam(tx);
  if (fault !== undefined || !team) throw new UserError(fault ?? 'There is no sales team.');
  announceReview(tx, updateReview(tx, review, { dueAt: startOfWorkOn(team, day), movedBy: by }), now);
}

/** Ends a review without a meeting. Its points and open actions wait for the next one. */
export function skip(
  tx: Tx,
  { reviewId, reason, by }: { reviewId: number; reason: string; by: string },
  now: Date,
): void {
  const review = requireCurrent(tx, reviewId);
  announceReview(tx, updateReview(tx, review, { status: 'skipped', reason, endedBy: by, endedAt: now }), now);
}

/** Ends a review that was held. New points are for the next one from now on. `by` is null if Baton does it. */
export function close(tx: Tx, { reviewId, by }: { reviewId: number; by: string | null }, now: Date): void {
  const review = requireReview(tx, reviewId);
  if (review.status !== 'open') return;
  takeAgenda(tx, review.id);
  announceReview(tx, updateReview(tx, review, { status: 'closed', endedBy: by, endedAt: now }), now);
}
