import type { Services } from '../platform/services.ts';
import { isManager, isOfTeam, requireColleague } from '../teams/membership.ts';
import { requireTeam } from '../teams/queries.ts';
import { hasVoted, requireRequest } from './queries.ts';

/** A person who acts on a request, with their current relation to it. */
export interface Actor {
  id: string;
  /** In the marketing team that was asked. */
  isMaker: boolean;
  /** Manages that team, or is a workspace admin. */
  isManager: boolean;
  /** Has voted for it, which includes the requester. */
  isVoter: boolean;
  /** Channel of the team that was asked, for sentences that name the team. */
  teamChannelId: string;
}

/** An act names its request and the person. */
export interface ByActor {
  requestId: number;
  actor: Actor;
}

/** @throws UserError for people who may not act in Baton, and when Slack cannot be asked. */
export async function actorOn(
  deps: Pick<Services, 'db' | 'directory'>,
  requestId: number,
  userId: string,
): Promise<Actor> {
  const person = await requireColleague(deps.directory, userId);
  const team = requireTeam(deps.db, requireRequest(deps.db, requestId).teamId);
  return {
    id: userId,
    isMaker: await isOfTeam(deps, team, userId),
    isManager: isManager(team, person),
    isVoter: hasVoted(deps.db, requestId, userId),
    teamChannelId: team.channelId,
  };
}
