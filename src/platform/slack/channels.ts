import type { WebClient } from '@slack/web-api';
import { NOT_GRANTED, unless } from './answers.ts';
import type { Company } from './company.ts';

export interface ChannelPlace {
  id: string;
  name: string;
  members: number;
  /** Shared with another workspace. */
  isShared: boolean;
}

export interface GroupPlace {
  id: string;
  name: string;
  handle: string;
}

/** Where people of a workspace meet: public channels, private ones with Baton in them, user groups. */
export interface Places {
  channels: ChannelPlace[];
  groups: GroupPlace[];
}

/** The limit of conversations.list is under 1,000 (https://docs.slack.dev/reference/methods/conversations.list). */
const PAGE = 999;
/** Tier 2: conversations.list allows some twenty calls a minute. */
const MOST_PAGES = 10;

interface SlackChannel {
  id?: string;
  name?: string;
  num_members?: number;
  is_ext_shared?: boolean;
}

/** A channel that several workspaces share is listed once. Without user groups on a plan that has none. @throws the error of WebClient. */
export async function listPlaces(web: WebClient, company: Company): Promise<Places> {
  const found = new Map<string, ChannelPlace>();
  for (const workspaceId of company.workspaceIds) {
    const listed = await unless(NOT_GRANTED, channelsOf(web, workspaceId));
    for (const channel of listed ?? []) found.set(channel.id, channel);
  }
  return { channels: [...found.values()], groups: await listGroups(web, company) };
}

async function channelsOf(web: WebClient, team_id: string): Promise<ChannelPlace[]> {
  const channels: ChannelPlace[] = [];
  let pages = 0;
  const wanted = { types: 'public_channel,private_channel', exclude_archived: true, limit: PAGE, team_id };
  for await (const page of web.paginate('conversations.list', wanted)) {
    for (const channel of (page as { channels?: SlackChannel[] }).channels ?? []) {
      const { id, name, num_members: members = 0, is_ext_shared: isShared = false } = channel;
      if (id && name) channels.push({ id, name, members, isShared });
    }
    pages += 1;
    if (pages === MOST_PAGES) break;
  }
  return channels;
}

/** User groups need a paid plan (https://docs.slack.dev/reference/methods/usergroups.list#errors). */
const NO_GROUPS = new Set([
  'plan_upgrade_required',
  'paid_teams_only',
  'missing_scope',
  'not_allowed_token_type',
  ...NOT_GRANTED,
]);

/** None on a plan without user groups. @throws the error of WebClient when Slack does not tell. */
export async function listGroups(web: WebClient, { workspaceIds }: Company): Promise<GroupPlace[]> {
  const listed = await Promise.all(workspaceIds.map((team_id) => groupsOf(web, team_id)));
  return listed.flat();
}

async function groupsOf(web: WebClient, team_id: string): Promise<GroupPlace[]> {
  const groups = await unless(NO_GROUPS, web.usergroups.list({ team_id }));
  return (groups?.usergroups ?? []).flatMap(({ id, name, handle }) =>
    id ? [{ id, name: name ?? handle ?? id, handle: handle ?? '' }] : [],
  );
}
