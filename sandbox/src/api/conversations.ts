import type { Json } from '../json.ts';
import { channelShape } from '../shapes/channel.ts';
import { isMember, joinChannel, openIm } from '../state/channels.ts';
import type { ChannelRecord } from '../state/records.ts';
import type { World } from '../world.ts';
import { flag, listed, optionalText, requireText } from './arguments.ts';
import type { Family } from './method.ts';
import { page } from './paging.ts';
import { visibleChannel } from './places.ts';
import { requireScope, requireScopeFor } from './scopes.ts';
import { invalidArguments, SlackError } from './slack-error.ts';
import { calledTeam } from './teams.ts';

const KINDS: Record<string, ChannelRecord['kind'] | 'mpim'> = {
  public_channel: 'channel',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

function readKinds(world: World, args: Json): Set<ChannelRecord['kind']> {
  const kinds = new Set<ChannelRecord['kind']>();
  for (const type of listed(optionalText(args, 'types') ?? 'public_channel')) {
    const kind = KINDS[type];
    if (!kind) throw new SlackError('invalid_types');
    if (kind === 'mpim') requireScope(world, 'mpim:read');
    else {
      requireScopeFor(world, kind, 'read');
      kinds.add(kind);
    }
  }
  return kinds;
}

function openConversation(world: World, args: Json): Json {
  const { store } = world;
  const known = optionalText(args, 'channel');
  const users = listed(optionalText(args, 'users'));
  if (known) {
    const channel = visibleChannel(world, known);
    if (channel.kind !== 'im') throw new SlackError('channel_not_found');
    return { no_op: true, already_open: true, channel: channelShape(store, channel) };
  }
  const [id, ...others] = users;
  if (!id) throw new SlackError('users_list_not_supplied');
  if (others.length > 0)
    throw invalidArguments('the sandbox has no group direct messages: pass one user [json-pointer:/users]');
  const person = store.people.get(id);
  if (!person) throw new SlackError('user_not_found');
  if (person.deleted) throw new SlackError('user_disabled');
  const countBefore = store.channels.size;
  const channel = openIm(store, store.app.botUserId, id);
  const wasOpen = store.channels.size === countBefore;
  const shape = flag(args, 'return_im') ? channelShape(store, channel) : { id: channel.id };
  return wasOpen ? { no_op: true, already_open: true, channel: shape } : { channel: shape };
}

export const conversationsFamily: Family = {
  'conversations.info': {
    token: 'bot',
    rate: 50,
    handle: (world, args) => {
      const channel = visibleChannel(world, requireText(args, 'channel'));
      requireScopeFor(world, channel.kind, 'read');
      return { channel: channelShape(world.store, channel, { members: flag(args, 'include_num_members') }) };
    },
  },
  'conversations.list': {
    token: 'bot',
    rate: 20,
    handle: (world, args) => {
      const { store } = world;
      const kinds = readKinds(world, args);
      const teamId = calledTeam(world, args);
      const channels = [...store.channels.values()]
        .filter((channel) => kinds.has(channel.kind))
        .filter((channel) => channel.kind === 'im' || channel.teamIds.includes(teamId))
        .filter((channel) => channel.kind === 'channel' || isMember(channel, store.app.botUserId))
        .filter((channel) => !flag(args, 'exclude_archived') || !channel.isArchived);
      const { items, nextCursor } = page(args, channels, {
        name: 'channel',
        keyOf: (channel) => channel.id,
        fallback: 100,
        // "Must be an integer under 1000" (docs.slack.dev/reference/methods/conversations.list).
        max: 999,
      });
      return {
        channels: items.map((channel) => channelShape(store, channel, { members: channel.kind !== 'im' })),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  },
  'conversations.members': {
    token: 'bot',
    rate: 100,
    handle: (world, args) => {
      const channel = visibleChannel(world, requireText(args, 'channel'));
      requireScopeFor(world, channel.kind, 'read');
      const { items, nextCursor } = page(args, channel.members, {
        name: 'user',
        keyOf: (id) => id,
        fallback: 100,
        // "An integer under 1000" (docs.slack.dev/reference/methods/conversations.members).
        max: 999,
      });
      return { members: items, response_metadata: { next_cursor: nextCursor } };
    },
  },
  'conversations.open': { token: 'bot', scope: 'im:write', rate: 50, handle: openConversation },
  'conversations.join': {
    token: 'bot',
    scope: 'channels:join',
    rate: 50,
    handle: (world, args) => {
      const channel = visibleChannel(world, requireText(args, 'channel'));
      if (channel.kind !== 'channel') throw new SlackError('method_not_supported_for_channel_type');
      if (channel.isArchived) throw new SlackError('is_archived');
      const wasIn = isMember(channel, world.store.app.botUserId);
      joinChannel(world.store, channel, world.store.app.botUserId);
      const shape = channelShape(world.store, channel);
      return wasIn
        ? { channel: shape, warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } }
        : { channel: shape };
    },
  },
};
