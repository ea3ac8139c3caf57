import type { Tx } from '../../platform/db/write.ts';
import { isTeamKnown } from '../../teams/members.ts';
import { requireTeam } from '../../teams/queries.ts';
import { recordPast } from '../history.ts';
import { updateLead } from '../queries.ts';
import { fallbackOwnerOf } from '../routing/fallback-owner.ts';
import { assign, routeLead } from '../routing/route.ts';
import { acceptDueAt } from '../sla/clock.ts';
import type { Lead } from '../table.ts';
import { type HandOff, insertLead } from './handoff.ts';

/**
 * Hands off a lead of a long list: a person of the team has it, but it has no card, no deadline and no message until
 * someone acts on it. Thousands of cards would bury a channel, and Slack takes one message a second.
 */
export function handOffFromList(tx: Tx, { importId, crm, ...handoff }: HandOff, now: Date): Lead {
  const { teamId, assigneeId, marketerId, earlierLeadId, byRule = [] } = handoff;
  const lead = insertLead(tx, handoff, now, { isUnhurried: true });
  const details = {
    ...{ teamId, assigneeId, earlierLeadId },
    ...(importId !== undefined && { importId }),
    ...(crm !== undefined && { crm }),
    ...(byRule.length > 0 && { byRule: [...byRule] }),
  };
  recordPast(tx, lead, { kind: 'handed_off', actorId: marketerId, details }, now);
  const team = requireTeam(tx, teamId);
  const request = {
    team,
    namedId: assigneeId,
    dueAt: acceptDueAt(team, lead, now),
    queue: 'first',
    ofList: true,
  } as const;
  if (isTeamKnown(tx, team)) return updateLead(tx, lead, { assigneeId: routeLead(tx, lead, request, now).userId }, now);
  const userId = fallbackOwnerOf(tx, team, now);
  assign(tx, lead, { userId, why: 'fallback' }, now);
  return updateLead(tx, lead, { assigneeId: userId }, now);
}
