import type { Json } from '../json.ts';
import { appTeams, isOfTeams, isOrgInstall } from '../state/organisation.ts';
import type { ChannelRecord, PersonRecord } from '../state/records.ts';
import type { World } from '../world.ts';
import { optionalText } from './arguments.ts';
import { SlackError } from './slack-error.ts';

/**
 * The workspace that a call is about. The token of an organisation has to name one in `team_id`; the token of a workspace
 * has its own, and `team_id` is ignored (docs.slack.dev/enterprise/developing-for-enterprise-orgs, and each method's page:
 * "required if org token is used"). Errors: docs.slack.dev/reference/methods/users.list.
 */
export function calledTeam({ store }: World, args: Json): string {
  if (!isOrgInstall(store)) return store.team.id;
  const teamId = optionalText(args, 'team_id');
  if (!teamId) throw new SlackError('missing_argument');
  if (!appTeams(store).includes(teamId)) throw new SlackError('team_access_not_granted');
  return teamId;
}

/** Whether the app may know a channel at all: one of its workspaces is the app's. */
export const isWithinReach = ({ store }: World, channel: ChannelRecord): boolean =>
  channel.kind === 'im' || channel.teamIds.some((id) => appTeams(store).includes(id));

/** The people whom `users.list` returns for a workspace: its members, and people of others who share a channel with it. */
export function peopleIn({ store }: World, teamId: string): PersonRecord[] {
  const all = [...store.people.values()];
  if (!store.organisation) return all;
  const guests = new Set(
    [...store.channels.values()].flatMap((each) => (each.teamIds.includes(teamId) ? each.members : [])),
  );
  return all.filter((person) => isOfTeams(store, person, [teamId]) || guests.has(person.id));
}
