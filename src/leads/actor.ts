import type { Services } from '../platform/services.ts';
import { isManager, isOfTeam, requireColleague, teamsOf } from '../teams/membership.ts';
import { requireTeam } from '../teams/queries.ts';
import { requireLead } from './queries.ts';
import { areLeadsOffered } from './routing/queries.ts';

/** A person who acts on a lead, with their current relation to it. */
export interface Actor {
  id: string;
  /** In the sales team that has the lead: a member, its manager or its fallback owner. */
  isSeller: boolean;
  /** Manages that team, or is a workspace admin. */
  isManager: boolean;
  /** Handed the lead off, answers for it in marketing, or is in a marketing team. */
  isMarketer: boolean;
  /** The owner of the lead is away for long, and it was offered to the team. */
  isOwnerAway?: boolean;
  /** Channel of the team that has the lead, for sentences that name the team. */
  teamChannelId: string;
}

/** An act names its lead and the person. */
export interface ByActor {
  leadId: number;
  actor: Actor;
}

/** @throws UserError for people who may not act in Baton, and when Slack cannot be asked. */
export async function actorOn(
  deps: Pick<Services, 'db' | 'directory' | 'now'>,
  leadId: number,
  userId: string,
): Promise<Actor> {
  const person = await requireColleague(deps.directory, userId);
  const lead = requireLead(deps.db, leadId);
  const team = requireTeam(deps.db, lead.teamId);
  const [isSeller, marketing] = await Promise.all([
    isOfTeam(deps, team, userId),
    [lead.handedOffBy, lead.marketerId].includes(userId)
      ? true
      : teamsOf(deps, userId, 'marketing').then((teams) => teams.length > 0),
  ]);
  return {
    id: userId,
    isSeller,
    isManager: isManager(team, person),
    isOwnerAway: lead.ownerId !== null && areLeadsOffered(deps.db, lead.ownerId, deps.now()),
    isMarketer: marketing,
    teamChannelId: team.channelId,
  };
}
