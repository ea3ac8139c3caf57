/** The messages of a review, and the homes that show it. */
import { managers } from '../agenda/points.ts';
import { noteChange } from '../platform/changes/changes.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { refreshLive } from '../platform/outbox/live-messages.ts';
import { dedupeKeyOf, type PostedKey, type PostedPlace, placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { sharedChannel } from '../teams/settings.ts';
import type { Decision, Review, ReviewAction } from './table.ts';

export const reviewKey = (reviewId: number): PostedKey => ({ kind: 'review', subjectId: reviewId });
export const actionKey = (actionId: number): PostedKey => ({ kind: 'review_action', subjectId: actionId });

/** Of the reminders that an action has. */
export const actionSubject = (actionId: number): string => `review_action:${actionId}`;

/** Where a review stands in Slack; undefined before it is posted, and after a person deleted it. */
export const placeOfReview = (db: Db, reviewId: number): PostedPlace | undefined =>
  placeOfPosted(db, reviewKey(reviewId));

/** Undefined where no channel is set and nothing was posted: then no one could read a message. */
const channelOf = (tx: Tx, reviewId: number): string | undefined =>
  placeOfReview(tx, reviewId)?.channel ?? settingOf(tx, sharedChannel) ?? undefined;

export function announceReview(tx: Tx, { id: reviewId }: Pick<Review, 'id'>, now: Date): void {
  noteChange(tx, { people: managers(tx) }, now);
  const orderingKey = channelOf(tx, reviewId);
  if (orderingKey !== undefined)
    enqueue(tx, 'review', { reviewId }, { orderingKey, dedupeKey: dedupeKeyOf(reviewKey(reviewId)) }, now);
}

export function announceDecision(tx: Tx, { id: decisionId, reviewId }: Decision, now: Date): void {
  const orderingKey = channelOf(tx, reviewId);
  if (orderingKey !== undefined) enqueue(tx, 'review_decision', { decisionId }, { orderingKey }, now);
  announceReview(tx, { id: reviewId }, now);
}

/** Its line in the thread, the homes of its owners, and the review that is open: it shows earlier actions too. */
export function announceAction(
  tx: Tx,
  { id: actionId, reviewId, ownerId }: ReviewAction,
  { openId, ownerBefore = null }: { openId: number | undefined; ownerBefore?: string | null },
  now: Date,
): void {
  noteChange(tx, { people: [ownerId, ownerBefore] }, now);
  refreshLive(tx, actionSubject(actionId), now);
  const orderingKey = reviewId === null ? undefined : channelOf(tx, reviewId);
  const dedupeKey = dedupeKeyOf(actionKey(actionId));
  if (orderingKey !== undefined) enqueue(tx, 'review_action', { actionId }, { orderingKey, dedupeKey }, now);
  for (const id of new Set([reviewId ?? undefined, openId])) if (id !== undefined) announceReview(tx, { id }, now);
}
