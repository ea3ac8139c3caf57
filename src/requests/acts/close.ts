/** Closing a request without delivery, and reopening it. */

import { requireCurrentItem } from '../../library/queries.ts';
import type { Tx } from '../../platform/db/write.ts';
import type { ByActor } from '../actor.ts';
import { record } from '../history.ts';
import { lifecycle } from '../lifecycle.ts';
import { requireAllowed, requireRequestFor } from '../permissions.ts';
import { forgetVote, requireRequest, updateRequest, voteOf } from '../queries.ts';
import type { ContentRequest } from '../table.ts';
import type { DeclineReason } from '../types.ts';

const CLOSED = { questionAt: null, questionBy: null };

/** Marketing declines with a reason. `itemId` is an existing item that is sent to everyone who needs it. */
export function declineRequest(
  tx: Tx,
  {
    requestId,
    actor,
    reason,
    words,
    itemId,
  }: ByActor & { reason: DeclineReason; words: string | null; itemId: number | null },
  now: Date,
): ContentRequest {
  const request = requireRequestFor(tx, 'decline', { requestId, actor });
  if (itemId !== null) requireCurrentItem(tx, itemId);
  const declined = updateRequest(tx, request, { status: lifecycle.decline.to, closedAt: now, itemId, ...CLOSED }, now);
  record(tx, declined, { kind: 'declined', actorId: actor.id, details: { reason, words, itemId } }, now);
  return declined;
}

/** The requester no longer needs it; others who do may reopen it. */
export function cancelRequest(
  tx: Tx,
  { requestId, actor, words = null }: ByActor & { words?: string | null },
  now: Date,
): ContentRequest {
  const request = requireRequest(tx, requestId);
  if (request.status === 'cancelled' && request.requestedBy === actor.id) return request;
  requireAllowed(request, 'cancel', actor);
  const cancelled = updateRequest(tx, request, { status: lifecycle.cancel.to, closedAt: now, ...CLOSED }, now);
  record(tx, cancelled, { kind: 'cancelled', actorId: actor.id, details: { words } }, now);
  return cancelled;
}

/**
 * Reopens a request that is still needed, or whose delivery missed the need. It returns to its owner, else to the whole
 * team. A cancelled request gets the person who reopens it as its new requester.
 */
export function reopenRequest(
  tx: Tx,
  { requestId, actor, words = null }: ByActor & { words?: string | null },
  now: Date,
): ContentRequest {
  const request = requireRequestFor(tx, 'reopen', { requestId, actor });
  const status = request.ownerId === null ? lifecycle.release.to : lifecycle.claim.to;
  const heir = request.status === 'cancelled' ? takenOver(tx, request, actor.id) : {};
  const reopened = updateRequest(tx, request, { status, closedAt: null, itemId: null, ...heir }, now);
  record(tx, reopened, { kind: 'reopened', actorId: actor.id, details: { words } }, now);
  return reopened;
}

/** Only people who need it can take it over; marketing reopens it for its requester. */
function takenOver(tx: Tx, request: ContentRequest, userId: string): Partial<ContentRequest> {
  const vote = voteOf(tx, request.id, userId);
  if (!vote || request.requestedBy === userId) return {};
  forgetVote(tx, request.id, request.requestedBy);
  return { requestedBy: userId, votes: request.votes - 1, leadId: vote.leadId, customer: null };
}
