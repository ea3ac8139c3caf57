import { fixedId, freshId } from './ids.ts';
import { addMessage } from './messages.ts';
import { isOfTeams } from './organisation.ts';
import type { ChannelRecord } from './records.ts';
import type { Store } from './store.ts';
import { nowSeconds } from './store.ts';

/** By id, or by name with or without `#`. */
export function channelNamed(store: Store, name: string): ChannelRecord | undefined {
  const bare = name.replace(/^#/, '');
  return store.channels.get(name) ?? [...store.channels.values()].find((each) => each.name === bare && bare !== '');
}

export function requireChannel(store: Store, name: string): ChannelRecord {
  const channel = channelNamed(store, name);
  if (channel) return channel;
  const names = [...store.channels.values()].filter((each) => each.name).map((each) => `#${each.name}`);
  throw new Error(`There is no channel "${name}". There are: ${names.join(', ')}.`);
}

export const isMember = (channel: ChannelRecord, user: string): boolean => channel.members.includes(user);

/** People can read the channels they are in, and all public channels of their workspaces unless they are guests or strangers. */
export function mayRead(store: Store, channel: ChannelRecord, user: string): boolean {
  if (isMember(channel, user)) return true;
  const person = store.people.get(user);
  if (channel.kind !== 'channel' || person === undefined || person.isGuest || person.isStranger) return false;
  return isOfTeams(store, person, channel.teamIds);
}

/** The direct message of two people, opened if necessary. */
export function openIm(store: Store, first: string, second: string): ChannelRecord {
  const pair = [first, second].sort();
  const id = fixedId('D', pair.join('/'));
  const known = store.channels.get(id);
  if (known) return known;
  const channel: ChannelRecord = {
    id,
    name: '',
    kind: 'im',
    topic: '',
    members: [first, second],
    creator: first,
    created: nowSeconds(store),
    isArchived: false,
    isShared: false,
    teamIds: [store.team.id],
    previousNames: [],
  };
  store.channels.set(id, channel);
  store.changes.emit({ type: 'channel_opened', channel });
  return channel;
}

export const otherOf = (channel: ChannelRecord, user: string): string =>
  channel.members.find((member) => member !== user) ?? user;

export function joinChannel(store: Store, channel: ChannelRecord, user: string, inviter?: string): void {
  if (isMember(channel, user)) return;
  channel.members.push(user);
  store.changes.emit({ type: 'member_joined', channel, user, inviter });
  const text = inviter
    ? `<@${user}> was added to #${channel.name} by <@${inviter}>`
    : `<@${user}> has joined the channel`;
  addMessage(store, { channel: channel.id, user, text, subtype: 'channel_join', inviter });
}

export function leaveChannel(store: Store, channel: ChannelRecord, user: string): void {
  if (!isMember(channel, user)) return;
  channel.members = channel.members.filter((member) => member !== user);
  store.changes.emit({ type: 'member_left', channel, user });
}

export function archiveChannel(store: Store, channel: ChannelRecord, by: string, archived = true): void {
  channel.isArchived = archived;
  store.changes.emit({ type: archived ? 'channel_archived' : 'channel_unarchived', channel, by });
}

export function renameChannel(store: Store, channel: ChannelRecord, name: string, by: string): void {
  channel.previousNames.unshift(channel.name);
  channel.name = name.replace(/^#/, '');
  store.changes.emit({ type: 'channel_renamed', channel, by });
}

/** Deletes the channel and its messages. */
export function deleteChannel(store: Store, channel: ChannelRecord, by: string): void {
  store.channels.delete(channel.id);
  store.messages.delete(channel.id);
  store.changes.emit({ type: 'channel_deleted', channel, by });
}

export function shareChannel(store: Store, channel: ChannelRecord, by: string): void {
  channel.isShared = true;
  store.changes.emit({ type: 'channel_shared', channel, by });
}

export function createChannel(
  store: Store,
  name: string,
  kind: 'channel' | 'private',
  members: string[],
): ChannelRecord {
  const channel: ChannelRecord = {
    id: freshId('C'),
    name: name.replace(/^#/, ''),
    kind,
    topic: '',
    members,
    creator: members[0] ?? '',
    created: nowSeconds(store),
    isArchived: false,
    isShared: false,
    teamIds: [store.team.id],
    previousNames: [],
  };
  store.channels.set(channel.id, channel);
  store.changes.emit({ type: 'channel_opened', channel });
  return channel;
}
