import type { Services } from '../platform/services.ts';
import { isManager, isOfTeam, requireColleague } from '../teams/membership.ts';
import { requireTeam } from '../teams/queries.ts';
import { hasVoted, requireRequest } from './queries.ts';

/** A person who acts on a request, with their relation to it at this moment. */
export interface Actor {
  id: string;
  /** Of the marketing team that is asked. */
  isMaker: boolean;
  /** Manages that team, or is a workspace admin. */
  isManager: boolean;
  /** Needs it, as the requester does. */
  isVoter: boolean;
  /** The channel of the team that is asked, to say where its people are. */
  teamChannelId: string;
}

/** @throws UserError for people who may act on nothing, and when Slack cannot be asked. */
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
