import type { Tx } from '../../platform/db/write.ts';
import { managerOf } from '../../teams/holders.ts';
import { isTeamKnown } from '../../teams/members.ts';
import { requireTeam, teamsOfKind } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import { announceCard, record, tell, tellTogether } from '../history.ts';
import { historyOf, movesOf, updateLead, waitingForTeam } from '../queries.ts';
import { fallbackOwnerOf } from '../routing/fallback-owner.ts';
import { assignmentsOf } from '../routing/queries.ts';
import { assign, routeLead } from '../routing/route.ts';
import { acceptDueAt, startAcceptSla, startChannelSla } from '../sla/clock.ts';
import { stopSla } from '../sla/plan.ts';
import type { Lead } from '../table.ts';

/**
 * Assigns a lead to a person who is to accept it, and starts the SLA. `namedId` is the seller whom the marketer named.
 */
export function askSomeone(
  tx: Tx,
  lead: Lead,
  request: { namedId?: string | null; except?: readonly string[] },
  now: Date,
): Lead {
  const team = requireTeam(tx, lead.teamId);
  const dueBy = acceptDueAt(team, lead, now);
  if (!isTeamKnown(tx, team)) return askChannel(tx, { lead, team, namedId: request.namedId ?? null }, now);
  const { userId } = routeLead(tx, lead, { team, namedId: null, ...request, dueAt: dueBy, queue: 'first' }, now);
  const dueAt = startAcceptSla(tx, { team, lead, userId }, now);
  return updateLead(tx, lead, { assigneeId: userId, dueAt }, now);
}

interface Cause {
  /** The change after which someone is asked. */
  entryId: number;
  /** The person who made it. */
  by: string | null;
}

/** The same for a lead with a card. An edit notifies no one, so the person gets a message about the change. */
export function askNext(
  tx: Tx,
  lead: Lead,
  { except, entryId, by, namedId = null }: Cause & { except?: readonly string[]; namedId?: string | null },
  now: Date,
): Lead {
  const asked = askSomeone(tx, lead, { namedId, except: except ?? [] }, now);
  if (asked.assigneeId !== null && asked.assigneeId !== by) tell(tx, asked.assigneeId, entryId, now);
  return asked;
}

/**
 * While Slack has not told who is in the team, a lead waits for it and anyone in the channel may accept it. A seller who
 * was named is asked all the same. `routeAllWaiting` goes on from here.
 */
function askChannel(
  tx: Tx,
  { lead, team, namedId }: { lead: Lead; team: Team; namedId: string | null },
  now: Date,
): Lead {
  if (namedId === null) {
    const dueAt = startChannelSla(tx, { team, lead, userId: managerOf(tx, team) }, now);
    return updateLead(tx, lead, { assigneeId: null, dueAt }, now);
  }
  assign(tx, lead, { userId: namedId, why: 'named' }, now);
  const dueAt = startAcceptSla(tx, { team, lead, userId: namedId }, now);
  return updateLead(tx, lead, { assigneeId: namedId, dueAt }, now);
}

/** A task that finds the person for each lead that waited until its team was known. */
export function routeAllWaiting(tx: Tx, now: Date): void {
  const known = teamsOfKind(tx, 'sales').filter((team) => isTeamKnown(tx, team));
  tellTogether(tx, () => {
    for (const team of known) routeWaiting(tx, team, now);
  });
}

/** Finds the person for each lead of a team that waited until the team was known. */
function routeWaiting(tx: Tx, team: Team, now: Date): void {
  for (const lead of waitingForTeam(tx, team.id)) {
    const except = assignmentsOf(tx, lead.id).map(({ userId }) => userId);
    const [last] = historyOf(tx, lead.id, { limit: 1, offset: 0 });
    announceCard(tx, askNext(tx, lead, { except, entryId: last?.id ?? 0, by: null }, now), now);
  }
}

/**
 * Moves a lead that was not accepted in time to a seller who has not had it. After `mostMoves`, when no seller is left,
 * or while Slack has not told who the sellers are, it goes to the fallback owner: the escalation is exhausted, and a named person has the lead without an SLA.
 */
export function moveLead(
  tx: Tx,
  lead: Lead,
  { mostMoves }: { mostMoves: number },
  now: Date,
): { lead: Lead; entryId: number; isExhausted: boolean } {
  const team = requireTeam(tx, lead.teamId);
  const from = lead.assigneeId;
  const fallbackId = fallbackOwnerOf(tx, team, now);
  const movedEnough = movesOf(tx, lead) >= mostMoves || !isTeamKnown(tx, team);
  if (movedEnough) assign(tx, lead, { userId: fallbackId, why: 'fallback' }, now);
  const { userId: to, why } = movedEnough
    ? { userId: fallbackId, why: 'fallback' as const }
    : routeLead(tx, lead, { team, dueAt: acceptDueAt(team, lead, now), namedId: null, queue: 'moved' }, now);
  const isExhausted = why === 'fallback';
  if (isExhausted) stopSla(tx, lead.id);
  const dueAt = isExhausted ? null : startAcceptSla(tx, { team, lead, userId: to }, now);
  const moved = updateLead(tx, lead, { assigneeId: to, dueAt }, now);
  const entryId = record(tx, moved, { kind: 'routed', actorId: null, details: { from, to, why } }, now);
  return { lead: moved, entryId, isExhausted };
}
