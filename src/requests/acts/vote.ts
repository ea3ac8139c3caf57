import { and, eq } from '../../platform/db/drizzle.ts';
import type { Tx } from '../../platform/db/write.ts';
import type { Actor } from '../actor.ts';
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

/** "I need this too", once for each person; whoever asked for it has said so by that. */
export function voteFor(
  tx: Tx,
  { requestId, actor, by }: { requestId: number; actor: Actor; by: ChangeDetails['voted']['by'] },
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

/** Takes a vote back; that of the requester stays for as long as they ask, and what is over stays as it was. */
export function withdrawVote(tx: Tx, { requestId, actor }: Vote, now: Date): ContentRequest {
  const request = requireRequest(tx, requestId);
  if (!isOpen(request) || request.requestedBy === actor.id || !hasVoted(tx, requestId, actor.id)) return request;
  forgetVote(tx, requestId, actor.id);
  const withdrawn = updateRequest(tx, request, { votes: request.votes - 1 }, now);
  record(tx, withdrawn, { kind: 'vote_withdrawn', actorId: actor.id, details: {} }, now);
  return withdrawn;
}

/** For which lead somebody needs it: what its deal is worth, moves the request up. They need it by saying so. */
export function voteForLead(
  tx: Tx,
  { requestId, actor, leadId }: { requestId: number; actor: Actor; leadId: number | null },
  now: Date,
): ContentRequest {
  const request = voteFor(tx, { requestId, actor, by: 'button' }, now);
  tx.update(requestVotes).set({ leadId }).where(ofPerson(requestId, actor.id)).run();
  // The lead that stands on the card is the requester's.
  const change = request.requestedBy === actor.id ? { leadId, customer: null } : {};
  const voted = updateRequest(tx, request, change, now);
  record(tx, voted, { kind: 'voted', actorId: actor.id, details: { by: 'button', leadId } }, now);
  return voted;
}

const ofPerson = (requestId: number, userId: string) =>
  and(eq(requestVotes.requestId, requestId), eq(requestVotes.userId, userId));
