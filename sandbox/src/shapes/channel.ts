import type { Json } from '../json.ts';
import { isMember, otherOf } from '../state/channels.ts';
import { appTeams } from '../state/organisation.ts';
import type { ChannelRecord } from '../state/records.ts';
import type { Store } from '../state/store.ts';

/** A conversation as `conversations.info` returns it. */
export function channelShape(store: Store, channel: ChannelRecord, options: { members?: boolean } = {}): Json {
  if (channel.kind === 'im') {
    const user = otherOf(channel, store.app.botUserId);
    const deleted = store.people.get(user)?.deleted ?? false;
    return {
      id: channel.id,
      created: channel.created,
      is_archived: deleted,
      is_im: true,
      is_org_shared: false,
      user,
      is_user_deleted: deleted,
      priority: 0,
      context_team_id: store.team.id,
    };
  }
  const isPrivate = channel.kind === 'private';
  const isOrgShared = channel.teamIds.length > 1;
  const context = channel.teamIds.find((id) => appTeams(store).includes(id)) ?? store.team.id;
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    created: channel.created,
    creator: channel.creator,
    is_archived: channel.isArchived,
    is_general: channel.name === 'general',
    unlinked: 0,
    is_shared: channel.isShared || isOrgShared,
    is_ext_shared: channel.isShared,
    is_org_shared: isOrgShared,
    is_pending_ext_shared: false,
    pending_shared: [],
    shared_team_ids: channel.isShared ? [...channel.teamIds, store.team.strangersId] : channel.teamIds,
    ...(isOrgShared ? { internal_team_ids: channel.teamIds } : {}),
    context_team_id: context,
    is_member: isMember(channel, store.app.botUserId),
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: channel.previousNames,
    ...(options.members ? { num_members: channel.members.length } : {}),
  };
}
