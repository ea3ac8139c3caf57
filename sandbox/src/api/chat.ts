import { str } from '../json.ts';
import { historyShape } from '../shapes/message.ts';
import { isMember } from '../state/channels.ts';
import { addMessage, changeMessage, deleteMessage, showEphemeral } from '../state/messages.ts';
import { nextTs } from '../state/store.ts';
import { optionalText, requireText } from './arguments.ts';
import type { Family } from './method.ts';
import { joinedChannel, requireMessage, visibleChannel } from './places.ts';
import { keptParts, newMessage, readPosted, requireContent } from './posted.ts';
import { SlackError } from './slack-error.ts';

export const chatFamily: Family = {
  'chat.postMessage': {
    token: 'bot',
    scope: 'chat:write',
    rate: 'perChannel',
    handle: (world, args) => {
      const message = addMessage(world.store, newMessage(world, args));
      const { channel, ts } = message;
      return { channel, ts, message: historyShape(world.store, world.url, message, true) };
    },
  },
  'chat.update': {
    token: 'bot',
    scope: 'chat:write',
    rate: 50,
    handle: (world, args) => {
      const channel = visibleChannel(world, requireText(args, 'channel'));
      const message = requireMessage(world, channel, requireText(args, 'ts'));
      if (message.botId !== world.store.app.botId) throw new SlackError('cant_update_message');
      if (channel.isArchived) throw new SlackError('is_inactive');
      const posted = readPosted(world, args);
      if (posted.text === undefined && !posted.blocks && !posted.attachments && !posted.metadata)
        throw new SlackError('no_text');
      const kept = keptParts(posted);
      const text = posted.text ?? message.text;
      const blocks = posted.blocks ? kept.blocks : message.blocks;
      // Slack marks a change of plain text as edited, but not a change of blocks.
      const isEdit = text !== message.text && !blocks;
      changeMessage(world.store, message, {
        text,
        blocks,
        attachments: posted.attachments ? kept.attachments : message.attachments,
        metadata: posted.metadata ?? message.metadata,
        ...(isEdit ? { edited: { user: message.user, ts: nextTs(world.store) } } : {}),
      });
      return {
        channel: channel.id,
        ts: message.ts,
        text,
        message: historyShape(world.store, world.url, message, true),
      };
    },
  },
  'chat.delete': {
    token: 'bot',
    scope: 'chat:write',
    rate: 50,
    handle: (world, args) => {
      const channel = visibleChannel(world, requireText(args, 'channel'));
      const message = requireMessage(world, channel, requireText(args, 'ts'));
      if (message.botId !== world.store.app.botId) throw new SlackError('cant_delete_message');
      const { ts } = message;
      deleteMessage(world.store, message);
      return { channel: channel.id, ts };
    },
  },
  'chat.postEphemeral': {
    token: 'bot',
    scope: 'chat:write',
    rate: 100,
    handle: (world, args) => {
      const channel = joinedChannel(world, requireText(args, 'channel'));
      const user = requireText(args, 'user');
      if (channel.isArchived) throw new SlackError('is_archived');
      if (!isMember(channel, user)) throw new SlackError('user_not_in_channel');
      const posted = readPosted(world, args);
      requireContent(posted);
      const message = showEphemeral(world.store, {
        channel: channel.id,
        user: world.store.app.botUserId,
        botId: world.store.app.botId,
        text: posted.text ?? '',
        ...keptParts(posted),
        threadTs: optionalText(args, 'thread_ts'),
        ephemeralTo: user,
      });
      return { message_ts: message.ts };
    },
  },
  'chat.getPermalink': {
    token: 'bot',
    rate: 600,
    handle: (world, args) => {
      const channel = visibleChannel(world, requireText(args, 'channel'));
      const message = requireMessage(world, channel, requireText(args, 'message_ts'));
      const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
      const path = `archives/${channel.id}/p${str(message.ts).replace('.', '')}${thread}`;
      return { permalink: `https://${world.store.team.domain}.slack.com/${path}`, channel: channel.id };
    },
  },
};
