import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import type { Directory } from '../platform/slack/directory.ts';
import { requireRound } from './queries.ts';

/** Why a person cannot share in this channel; undefined if they can. */
export async function channelFault(
  directory: Directory,
  { channelId, userId }: { channelId: string; userId: string },
): Promise<string | undefined> {
  const members = await directory.members({ channelId, userGroupId: null });
  if (members.has(userId)) return undefined;
  return 'I cannot see you in this channel. If you are in it, please /invite @Baton there.';
}

/**
 * Posts the results in a channel, as the asker sees them.
 * @throws UserError without results.
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
