import { channelNamed, isMember, openIm, otherOf } from '../state/channels.ts';
import { messageAt } from '../state/messages.ts';
import { isOrgInstall } from '../state/organisation.ts';
import type { ChannelRecord, MessageRecord } from '../state/records.ts';
import type { World } from '../world.ts';
import { SlackError } from './slack-error.ts';
import { isWithinReach } from './teams.ts';

const botIn = (world: World, channel: ChannelRecord): boolean => isMember(channel, world.store.app.botUserId);

/** The token of an organisation learns that the workspace is not granted; the token of a workspace knows only its own. */
const outOfReach = (world: World): SlackError =>
  new SlackError(isOrgInstall(world.store) ? 'team_access_not_granted' : 'channel_not_found');

/** A conversation that the app can see. Others are reported as not found. */
export function visibleChannel(world: World, id: string): ChannelRecord {
  const channel = world.store.channels.get(id);
  if (channel && !isWithinReach(world, channel)) throw outOfReach(world);
  if (!channel || (channel.kind !== 'channel' && !botIn(world, channel))) throw new SlackError('channel_not_found');
  return channel;
}

/** A conversation that the app is a member of. */
export function joinedChannel(world: World, id: string): ChannelRecord {
  const channel = visibleChannel(world, id);
  if (!botIn(world, channel)) throw new SlackError('not_in_channel');
  return channel;
}

/** The destination of `chat.postMessage`: a channel by id or name, or a person, whose direct message is opened. */
export function postingPlace(world: World, target: string): ChannelRecord {
  const { store } = world;
  const person = store.people.get(target);
  if (person && (person.deleted || person.id === store.app.botUserId)) throw new SlackError('channel_not_found');
  const named = channelNamed(store, target);
  const channel = person ? openIm(store, store.app.botUserId, person.id) : named;
  if (channel && !isWithinReach(world, channel)) throw outOfReach(world);
  if (!channel || (channel.kind !== 'channel' && !botIn(world, channel))) throw new SlackError('channel_not_found');
  if (channel.isArchived) throw new SlackError('is_archived');
  if (channel.kind === 'im') {
    if (store.people.get(otherOf(channel, store.app.botUserId))?.deleted) throw new SlackError('is_archived');
    if (store.manifest.features.app_home?.messages_tab_enabled === false) throw new SlackError('messages_tab_disabled');
    return channel;
  }
  const mayPostAnywhere =
    channel.kind === 'channel' && store.manifest.oauth_config.scopes.bot.includes('chat:write.public');
  if (!botIn(world, channel) && !mayPostAnywhere) throw new SlackError('not_in_channel');
  return channel;
}

export function requireMessage(world: World, channel: ChannelRecord, ts: string): MessageRecord {
  const message = messageAt(world.store, channel.id, ts);
  if (!message || message.subtype === 'tombstone') throw new SlackError('message_not_found');
  return message;
}

/** The parent of the thread; a reply to a reply goes to the same parent. Undefined outside a thread. */
export function threadOf(world: World, channel: string, threadTs: string | undefined): string | undefined {
  if (!threadTs) return undefined;
  const parent = messageAt(world.store, channel, threadTs);
  if (!parent) throw new SlackError('thread_not_found');
  return parent.threadTs ?? parent.ts;
}
