import type { Tx } from '../../platform/db/write.ts';
import type { ByActor } from '../actor.ts';
import { record } from '../history.ts';
import { lifecycle } from '../lifecycle.ts';
import { requireAllowed, requireAnother, requireRequestFor } from '../permissions.ts';
import { requireRequest, updateRequest } from '../queries.ts';
import type { ContentRequest } from '../table.ts';
import type { ChangeDetails } from '../types.ts';

/** Of two people who claim at once, the first wins; a repeated click or reaction changes nothing. */
export function claimRequest(
  tx: Tx,
  { requestId, actor, by = 'button' }: ByActor & { by?: ChangeDetails['claimed']['by'] },
  now: Date,
): ContentRequest {
  const request = requireRequest(tx, requestId);
  if (request.ownerId === actor.id && request.status !== 'delivered') return request;
  requireAllowed(request, 'claim', actor);
  const claimed = updateRequest(tx, request, { status: lifecycle.claim.to, ownerId: actor.id, claimedAt: now }, now);
  record(tx, claimed, { kind: 'claimed', actorId: actor.id, details: { by } }, now);
  return claimed;
}

/** Returns a request to the team. */
export function releaseRequest(
  tx: Tx,
  { requestId, actor, byTakingBack = false }: ByActor & { byTakingBack?: boolean },
  now: Date,
): ContentRequest {
  const request = requireRequestFor(tx, 'release', { requestId, actor });
  const released = updateRequest(tx, request, { status: lifecycle.release.to, ownerId: null, claimedAt: null }, now);
  record(tx, released, { kind: 'released', actorId: actor.id, details: { byTakingBack } }, now);
  return released;
}

export function startRequest(tx: Tx, { requestId, actor }: ByActor, now: Date): ContentRequest {
  const request = requireRequest(tx, requestId);
  if (request.status === 'in_progress' && request.ownerId === actor.id) return request;
  requireAllowed(request, 'start', actor);
  const started = updateRequest(tx, request, { status: lifecycle.start.to }, now);
  record(tx, started, { kind: 'started', actorId: actor.id, details: {} }, now);
  return started;
}

/**
 * Gives a request to a colleague, which also claims it for them.
 * The caller checks that `to` is in the team, since that takes a question to Slack.
 */
export function handOverRequest(tx: Tx, { requestId, actor, to }: ByActor & { to: string }, now: Date): ContentRequest {
  const request = requireRequestFor(tx, 'hand_over', { requestId, actor });
  requireAnother(request, to);
  const status = request.status === 'new' ? lifecycle.claim.to : request.status;
  const handed = updateRequest(tx, request, { status, ownerId: to, claimedAt: request.claimedAt ?? now }, now);
  record(tx, handed, { kind: 'handed_over', actorId: actor.id, details: { from: request.ownerId, to } }, now);
  return handed;
}
