import type { Tx } from '../platform/db/write.ts';
import { announceDecision } from './announce.ts';
import { requireOpenReview } from './queries.ts';
import { reviewDecisions } from './table.ts';

/** @throws UserError if the review is over. */
export function decide(
  tx: Tx,
  { reviewId, what, by }: { reviewId: number; what: string; by: string },
  now: Date,
): void {
  requireOpenReview(tx, reviewId);
  announceDecision(tx, tx.insert(reviewDecisions).values({ reviewId, what, by, at: now }).returning().get(), now);
}
