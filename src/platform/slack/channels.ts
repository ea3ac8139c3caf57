import type { WebClient } from '@slack/web-api';
import { slackError } from './open-view.ts';

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

/** Without user groups on a plan that has none. @throws the error of WebClient. */
export async function listPlaces(web: WebClient): Promise<Places> {
  const channels: ChannelPlace[] = [];
  let pages = 0;
  const wanted = { types: 'public_channel,private_channel', exclude_archived: true, limit: PAGE };
  for await (const page of web.paginate('conversations.list', wanted)) {
    for (const channel of (page as { channels?: SlackChannel[] }).channels ?? []) {
      const { id, name, num_members: members = 0, is_ext_shared: isShared = false } = channel;
      if (id && name) channels.push({ id, name, members, isShared });
    }
    pages += 1;
    if (pages === MOST_PAGES) break;
  }
  return { channels, groups: await listGroups(web) };
}

/** User groups need a paid plan (https://docs.slack.dev/reference/methods/usergroups.list#errors). */
const NO_GROUPS = new Set(['plan_upgrade_required', 'paid_teams_only', 'missing_scope', 'not_allowed_token_type']);

/** None on a plan without user groups. @throws the error of WebClient when Slack does not tell. */
export async function listGroups(web: WebClient): Promise<GroupPlace[]> {
  const { usergroups = [] } = await web.usergroups.list().catch((error: unknown) => {
    if (NO_GROUPS.has(slackError(error) ?? '')) return { usergroups: [] };
    throw error;
  });
  return usergroups.flatMap(({ id, name, handle }) =>
    id ? [{ id, name: name ?? handle ?? id, handle: handle ?? '' }] : [],
  );
}
