import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { requireRound } from './queries.ts';

/**
 * Posts the summary in a channel, as its asker has it.
 * @throws UserError when there is none.
 */
export function shareSummary(
  tx: Tx,
  { roundId, channel, withWords }: { roundId: number; channel: string; withWords: boolean },
  now: Date,
): void {
  if (requireRound(tx, roundId).outcome !== 'summary') throw new UserError('This survey has no results to share.');
  const payload = { roundId, channel, withWords };
  enqueue(tx, 'feedback_shared', payload, { orderingKey: channel }, now);
}
