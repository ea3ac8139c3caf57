import { and, eq } from '../../platform/db/drizzle.ts';
import type { Tx } from '../../platform/db/write.ts';
import type { Actor, ByActor } from '../actor.ts';
import { record } from '../history.ts';
import { isOpen } from '../lifecycle.ts';
import { requireAllowed } from '../permissions.ts';
import { forgetVote, hasVoted, requireRequest, updateRequest } from '../queries.ts';
import { type ContentRequest, requestVotes } from '../table.ts';
import type { ChangeDetails } from '../types.ts';

interface Vote {
  requestId: number;
  actor: Pick<Actor, 'id'>;
}

/** "I need this too", once per person. Asking for it counts as the requester's vote. */
export function voteFor(
  tx: Tx,
  { requestId, actor, by }: ByActor & { by: ChangeDetails['voted']['by'] },
  now: Date,
): ContentRequest {
  const request = requireRequest(tx, requestId);
  if (hasVoted(tx, requestId, actor.id)) return request;
  requireAllowed(request, 'vote', actor);
  tx.insert(requestVotes).values({ requestId, userId: actor.id, leadId: null, at: now }).run();
  const voted = updateRequest(tx, request, { votes: request.votes + 1 }, now);
  record(tx, voted, { kind: 'voted', actorId: actor.id, details: { by, leadId: null } }, now);
  return voted;
}

/**
 * Withdraws a vote. The requester's vote stays while they ask for it, and votes of closed requests stay as they were.
 */
export function withdrawVote(tx: Tx, { requestId, actor }: Vote, now: Date): ContentRequest {
  const request = requireRequest(tx, requestId);
  if (!isOpen(request) || request.requestedBy === actor.id || !hasVoted(tx, requestId, actor.id)) return request;
  forgetVote(tx, requestId, actor.id);
  const withdrawn = updateRequest(tx, request, { votes: request.votes - 1 }, now);
  record(tx, withdrawn, { kind: 'vote_withdrawn', actorId: actor.id, details: {} }, now);
  return withdrawn;
}

/** Sets the lead that a person needs it for, which also votes. The deal value moves the request up. */
export function voteForLead(
  tx: Tx,
  { requestId, actor, leadId }: ByActor & { leadId: number | null },
  now: Date,
): ContentRequest {
  const request = voteFor(tx, { requestId, actor, by: 'button' }, now);
  tx.update(requestVotes).set({ leadId }).where(ofPerson(requestId, actor.id)).run();
  // The card shows the requester's lead.
  const change = request.requestedBy === actor.id ? { leadId, customer: null } : {};
  const voted = updateRequest(tx, request, change, now);
  record(tx, voted, { kind: 'voted', actorId: actor.id, details: { by: 'button', leadId } }, now);
  return voted;
}

const ofPerson = (requestId: number, userId: string) =>
  and(eq(requestVotes.requestId, requestId), eq(requestVotes.userId, userId));
