import type { Db } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import type { Directory } from '../platform/slack/directory.ts';
import { channelLink, mention } from '../platform/slack/mrkdwn.ts';
import { isManager, isOfTeam, requireColleague, teamsOf } from '../teams/membership.ts';
import { requireTeam } from '../teams/queries.ts';
import { requireLead } from './queries.ts';
import type { Lead } from './table.ts';

/** A person who acts on a lead, with what they are to it at this moment. */
export interface Actor {
  id: string;
  /** Of the sales team that has the lead. */
  isSeller: boolean;
  /** Manages that team, or is a workspace admin. */
  isManager: boolean;
  /** Handed it off, or is of a marketing team. */
  isMarketer: boolean;
  /** The channel of the team that has the lead, to say where its people are. */
  teamChannelId: string;
}

/** @throws UserError when they may act on nothing, or Slack cannot be asked. */
export async function actorOn(deps: { db: Db; directory: Directory }, leadId: number, userId: string): Promise<Actor> {
  const person = await requireColleague(deps.directory, userId);
  const lead = requireLead(deps.db, leadId);
  const team = requireTeam(deps.db, lead.teamId);
  const [isSeller, marketing] = await Promise.all([
    isOfTeam(deps.directory, team, userId),
    lead.handedOffBy === userId ? true : teamsOf(deps, userId, 'marketing').then((teams) => teams.length > 0),
  ]);
  return {
    id: userId,
    isSeller,
    isManager: isManager(team, person),
    isMarketer: marketing,
    teamChannelId: team.channelId,
  };
}

export function requireSeller(actor: Actor): void {
  if (actor.isSeller || actor.isManager) return;
  throw new UserError(
    `Only the sales team of ${channelLink(actor.teamChannelId)} can do this. If you belong there, ask its manager to add you.`,
  );
}

/** The owner answers for a lead, and the manager may step in. A lead that nobody owns is everybody's in the team. */
export function requireOwner(lead: Lead, actor: Actor): void {
  if (lead.ownerId === null) {
    requireSeller(actor);
    return;
  }
  if (actor.isManager || lead.ownerId === actor.id) return;
  throw new UserError(`${mention(lead.ownerId)} has this lead. Only they or their manager can do this.`);
}

export function requireMarketer(actor: Actor): void {
  if (actor.isMarketer || actor.isManager) return;
  throw new UserError('This lead is back with marketing: only marketing can do this.');
}

export function requireInvolved(actor: Actor): void {
  if (actor.isSeller || actor.isManager || actor.isMarketer) return;
  throw new UserError('Only the sales and marketing teams can do this.');
}
