import type { Json } from '../json.ts';
import { messageInPayload, reactionsShape } from '../shapes/message.ts';
import { emojiName } from '../state/emoji.ts';
import { addReaction, removeReaction } from '../state/reactions.ts';
import type { MessageRecord } from '../state/records.ts';
import type { World } from '../world.ts';
import { requireText } from './arguments.ts';
import type { Family } from './method.ts';
import { joinedChannel, requireMessage, visibleChannel } from './places.ts';
import { SlackError } from './slack-error.ts';

/** Limits: different emoji on one message, and emoji of one person on it (Slack's help on emoji reactions). */
const EMOJI_LIMIT = 50;
const OWN_LIMIT = 23;

function target(world: World, args: Json): { message: MessageRecord; name: string; user: string } {
  const name = emojiName(requireText(args, 'name'));
  if (!name) throw new SlackError('invalid_name');
  if (args.channel === undefined || args.timestamp === undefined) throw new SlackError('no_item_specified');
  const channel = joinedChannel(world, requireText(args, 'channel'));
  if (channel.isArchived) throw new SlackError('is_archived');
  const ts = requireText(args, 'timestamp');
  if (!/^\d+\.\d{6}$/.test(ts)) throw new SlackError('bad_timestamp');
  return { message: requireMessage(world, channel, ts), name, user: world.store.app.botUserId };
}

export const reactionsFamily: Family = {
  'reactions.add': {
    token: 'bot',
    scope: 'reactions:write',
    rate: 50,
    handle: (world, args) => {
      const { message, name, user } = target(world, args);
      if (!message.reactions.some((each) => each.name === name)) {
        if (message.reactions.length >= EMOJI_LIMIT) throw new SlackError('too_many_emoji');
        if (message.reactions.filter((each) => each.users.includes(user)).length >= OWN_LIMIT)
          throw new SlackError('too_many_reactions');
      }
      if (!addReaction(world.store, message, user, name)) throw new SlackError('already_reacted');
      return {};
    },
  },
  'reactions.remove': {
    token: 'bot',
    scope: 'reactions:write',
    rate: 50,
    handle: (world, args) => {
      const { message, name, user } = target(world, args);
      if (!removeReaction(world.store, message, user, name)) throw new SlackError('no_reaction');
      return {};
    },
  },
  'reactions.get': {
    token: 'bot',
    scope: 'reactions:read',
    rate: 50,
    handle: (world, args) => {
      const channel = visibleChannel(world, requireText(args, 'channel'));
      const message = requireMessage(world, channel, requireText(args, 'timestamp'));
      const shape = messageInPayload(world.store, world.url, message);
      if (message.reactions.length > 0) shape.reactions = reactionsShape(message);
      return { type: 'message', channel: channel.id, message: shape };
    },
  },
};
