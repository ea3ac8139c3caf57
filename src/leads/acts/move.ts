import type { Tx } from '../../platform/db/write.ts';
import { requireTeam } from '../../teams/queries.ts';
import { record } from '../history.ts';
import { movesOf, updateLead } from '../queries.ts';
import { fallbackOwnerOf } from '../routing/fallback-owner.ts';
import { assign, routeLead } from '../routing/route.ts';
import { acceptDueAt, startAcceptSla, stopSla } from '../sla/clock.ts';
import type { Lead } from '../table.ts';

/** Finds the person who is to accept a lead, and starts the SLA. `namedId` is the seller whom the marketer asked for. */
export function askSomebody(
  tx: Tx,
  lead: Lead,
  request: { namedId?: string | null; except?: readonly string[] },
  now: Date,
): Lead {
  const team = requireTeam(tx, lead.teamId);
  const dueBy = acceptDueAt(team, lead, now);
  const { userId } = routeLead(tx, lead, { team, namedId: null, ...request, dueAt: dueBy, queue: 'first' }, now);
  const dueAt = startAcceptSla(tx, { team, lead, userId }, now);
  return updateLead(tx, lead, { assigneeId: userId, dueAt }, now);
}

/**
 * Moves a lead that was not accepted in time to a seller who has not had it. After `mostMoves`, or when no seller is left,
 * it goes to the fallback owner: there the escalation is exhausted, with a named person and no SLA.
 */
export function moveLead(
  tx: Tx,
  lead: Lead,
  { mostMoves }: { mostMoves: number },
  now: Date,
): { lead: Lead; entryId: number; isExhausted: boolean } {
  const team = requireTeam(tx, lead.teamId);
  const from = lead.assigneeId;
  const fallbackId = fallbackOwnerOf(tx, team);
  const movedEnough = movesOf(tx, lead) >= mostMoves;
  if (movedEnough) assign(tx, lead, { userId: fallbackId, why: 'fallback' }, now);
  const { userId: to, why } = movedEnough
    ? { userId: fallbackId, why: 'fallback' as const }
    : routeLead(tx, lead, { team, dueAt: acceptDueAt(team, lead, now), namedId: null, queue: 'moved' }, now);
  const isExhausted = why === 'fallback';
  if (isExhausted) stopSla(tx, lead.id, now);
  const dueAt = isExhausted ? null : startAcceptSla(tx, { team, lead, userId: to }, now);
  const moved = updateLead(tx, lead, { assigneeId: to, dueAt }, now);
  const entryId = record(tx, moved, { kind: 'routed', actorId: null, details: { from, to, why } }, now);
  return { lead: moved, entryId, isExhausted };
}
