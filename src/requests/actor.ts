import type { Db } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import type { Directory } from '../platform/slack/directory.ts';
import { channelLink, mention } from '../platform/slack/mrkdwn.ts';
import { isManager, isOfTeam, requireColleague } from '../teams/membership.ts';
import { requireTeam } from '../teams/queries.ts';
import { requireRequest } from './queries.ts';
import type { ContentRequest } from './table.ts';

/** A person who acts on a request, with what they are to it at this moment. */
export interface Actor {
  id: string;
  /** Of the marketing team that is asked. */
  isMaker: boolean;
  /** Manages that team, or is a workspace admin. */
  isManager: boolean;
  /** The channel of the team that is asked, to say where its people are. */
  teamChannelId: string;
}

/** @throws UserError when they may act on nothing, or Slack cannot be asked. */
export async function actorOn(
  deps: { db: Db; directory: Directory },
  requestId: number,
  userId: string,
): Promise<Actor> {
  const person = await requireColleague(deps.directory, userId);
  const team = requireTeam(deps.db, requireRequest(deps.db, requestId).teamId);
  return {
    id: userId,
    isMaker: await isOfTeam(deps.directory, team, userId),
    isManager: isManager(team, person),
    teamChannelId: team.channelId,
  };
}

export function requireMaker(actor: Actor): void {
  if (actor.isMaker || actor.isManager) return;
  throw new UserError(
    `Only the marketing team of ${channelLink(actor.teamChannelId)} can do this. If you belong there, ask its manager to add you.`,
  );
}

/** Who claimed a request answers for it, and the manager may step in. One that nobody claimed is everybody's in the team. */
export function requireOwner(request: ContentRequest, actor: Actor): void {
  if (request.ownerId === actor.id || actor.isManager) return;
  requireMaker(actor);
  if (request.ownerId === null) return;
  throw new UserError(`${mention(request.ownerId)} has claimed this request. Only they or their manager can do this.`);
}

export function requireRequester(request: ContentRequest, actor: Actor): void {
  if (request.requestedBy === actor.id) return;
  throw new UserError(`${mention(request.requestedBy)} asked for this. Only they can do this.`);
}
