/** Teams, compared with their channels and people in Slack. */
import type { WebClient } from '@slack/web-api';
import type { Db } from '../../platform/db/open.ts';
import { settingOf } from '../../platform/settings/queries.ts';
import { slackError } from '../../platform/slack/open-view.ts';
import { allTeams } from '../../teams/queries.ts';
import { sharedChannel } from '../../teams/settings.ts';
import type { Team } from '../../teams/table.ts';
import { type Finding, fault, warning } from './finding.ts';

/** From the database alone. */
export function setupFindings(db: Db): Finding[] {
  const kinds = new Set(allTeams(db).map(({ kind }) => kind));
  const missing = (['sales', 'marketing'] as const).filter((kind) => !kinds.has(kind));
  const teams = missing.map((kind) => fault(`There is no ${kind} team.`, 'Create it in Slack with /baton setup.'));
  const shared =
    settingOf(db, sharedChannel) === null
      ? [
          warning(
            'No channel for both teams is set: there are no weekly figures and no monthly review.',
            'Choose it in Slack with /baton settings.',
          ),
        ]
      : [];
  return [...teams, ...shared];
}

export async function teamFindings(db: Db, web: WebClient): Promise<Finding[]> {
  const teams = allTeams(db);
  const channel = settingOf(db, sharedChannel);
  const found = await Promise.all([
    ...teams.map(async (team) => [
      ...(await channelFindings(web, team.channelId, `the team ${team.name}`)),
      ...(await managerFindings(web, team)),
      ...(await groupFindings(web, team)),
    ]),
    ...(channel === null ? [] : [channelFindings(web, channel, 'both teams')]),
  ]);
  return found.flat();
}

async function channelFindings(web: WebClient, id: string, whose: string): Promise<Finding[]> {
  try {
    const { channel } = await web.conversations.info({ channel: id });
    const name = `The channel #${channel?.name ?? id} of ${whose}`;
    if (channel?.is_archived)
      return [fault(`${name} is archived.`, 'Unarchive it, or choose another one: /baton teams.')];
    if (channel?.is_member === false)
      return [fault(`Baton is not in #${channel.name}, the channel of ${whose}.`, `Invite it there: /invite @Baton.`)];
    return [];
  } catch (error) {
    return [
      fault(
        `The channel ${id} of ${whose} cannot be read: ${slackError(error) ?? 'no answer'}.`,
        'Invite Baton to the channel, or choose another one: /baton teams.',
      ),
    ];
  }
}

async function managerFindings(web: WebClient, { managerId, name }: Team): Promise<Finding[]> {
  const fix = 'Choose another manager: /baton teams.';
  try {
    const { user } = await web.users.info({ user: managerId });
    if (user?.deleted) return [fault(`The manager of ${name} (${managerId}) is deactivated in Slack.`, fix)];
    if (user?.is_restricted) return [fault(`The manager of ${name} (${managerId}) is a guest.`, fix)];
    return [];
  } catch (error) {
    return [fault(`The manager of ${name} (${managerId}) is not found: ${slackError(error) ?? 'no answer'}.`, fix)];
  }
}

async function groupFindings(web: WebClient, { userGroupId, name }: Team): Promise<Finding[]> {
  if (userGroupId === null) return [];
  try {
    const { users = [] } = await web.usergroups.users.list({ usergroup: userGroupId });
    return users.length > 0 ? [] : [fault(`The user group of ${name} has no one in it.`, 'Add people to it in Slack.')];
  } catch (error) {
    return [
      fault(
        `The user group of ${name} cannot be read: ${slackError(error) ?? 'no answer'}.`,
        'Choose another one, or none: /baton teams.',
      ),
    ];
  }
}
