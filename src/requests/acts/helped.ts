import { recordHelp } from '../../library/usage.ts';
import type { Tx } from '../../platform/db/write.ts';
import { UserError } from '../../platform/errors.ts';
import { record } from '../history.ts';
import { tell } from '../person-message.ts';
import { historyOf, requireRequest, voteOf } from '../queries.ts';
import type { ContentRequest } from '../table.ts';
import type { ChangeDetails } from '../types.ts';

/**
 * Saves whether the delivery helped a person who needed it; a second answer replaces the first, and the same answer
 * again changes nothing. The owner gets a direct message only if it did not help; other answers go to the card's
 * thread.
 * @throws UserError for everyone else, and if it is no longer delivered.
 */
export function saveFeedback(
  tx: Tx,
  { requestId, userId, helped, words }: { requestId: number; userId: string; helped: boolean; words: string | null },
  now: Date,
): ContentRequest {
  const request = requireRequest(tx, requestId);
  const vote = voteOf(tx, requestId, userId);
  if (!vote) throw new UserError('Only those who asked for this can say whether it helped.');
  if (request.status !== 'delivered' || request.itemId === null) {
    throw new UserError('This request was reopened. You will be asked again after the next delivery.');
  }
  const { itemId } = request;
  const last = lastAnswer(tx, requestId, userId);
  if (last && last.helped === helped && last.words === words) return request;
  recordHelp(tx, { itemId, userId, helped, words, requestId, leadId: vote.leadId }, now);
  const entryId = record(tx, request, { kind: 'helped', actorId: userId, details: { helped, words } }, now);
  if (!helped && request.ownerId !== null && request.ownerId !== userId) {
    tell(tx, request.ownerId, { requestId, entryId }, now);
  }
  return request;
}

/** Answers come after the delivery, which is among the newest entries. */
const LOOKED_AT = 100;

/** The person's latest answer since the last delivery. */
function lastAnswer(tx: Tx, requestId: number, userId: string): ChangeDetails['helped'] | undefined {
  for (const { kind, actorId, details } of historyOf(tx, requestId, { limit: LOOKED_AT, offset: 0 })) {
    if (kind === 'delivered') return undefined;
    if (kind === 'helped' && actorId === userId) return details as ChangeDetails['helped'];
  }
  return undefined;
}
