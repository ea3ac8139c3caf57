import type { Json } from '../json.ts';
import { defined } from '../json.ts';
import { fileShape } from '../shapes/file.ts';
import { botProfile } from '../shapes/message.ts';
import { parentUser } from '../state/messages.ts';
import type { ChannelRecord, MessageRecord } from '../state/records.ts';
import { nextTs } from '../state/store.ts';
import { issueUnfurlId, type SharedLink } from '../state/unfurls.ts';
import type { World } from '../world.ts';

const CHANNEL_TYPES = { channel: 'channel', private: 'group', im: 'im' } as const;

export const channelType = (channel: ChannelRecord): string => CHANNEL_TYPES[channel.kind];

const teamOf = (world: World, message: MessageRecord): string =>
  world.store.people.get(message.user)?.teamId ?? world.store.team.id;

const filesPart = (world: World, message: MessageRecord): Json =>
  message.files?.length
    ? {
        files: message.files.flatMap((id) => {
          const file = world.store.files.get(id);
          return file ? [fileShape(world.store, world.url, file)] : [];
        }),
        upload: false,
        display_as_bot: false,
      }
    : {};

/** The message fields that all message events share. */
const contentPart = (message: MessageRecord): Json => ({
  text: message.text,
  blocks: message.blocks,
  attachments: message.attachments,
});

export function messageEvent(world: World, channel: ChannelRecord, message: MessageRecord): Json {
  const common: Json = {
    type: 'message',
    user: message.user,
    ts: message.ts,
    thread_ts: message.threadTs,
    parent_user_id: parentUser(world.store, message),
    channel: channel.id,
    event_ts: message.ts,
    channel_type: channelType(channel),
    ...contentPart(message),
  };
  if (message.subtype === 'channel_join') {
    return defined({ ...common, subtype: 'channel_join', inviter: message.inviter });
  }
  if (message.files?.length) return defined({ ...common, ...filesPart(world, message), subtype: 'file_share' });
  return defined({
    ...common,
    client_msg_id: message.clientMsgId,
    team: teamOf(world, message),
    ...(message.botId ? { bot_id: message.botId, bot_profile: botProfile(world.store) } : {}),
    metadata: message.metadata,
    edited: message.edited,
  });
}

/** The message inside `message_changed` and `message_deleted`. */
const innerMessage = (world: World, message: MessageRecord): Json =>
  defined({
    client_msg_id: message.clientMsgId,
    type: 'message',
    subtype: message.subtype,
    user: message.user,
    team: teamOf(world, message),
    ...(message.botId ? { bot_id: message.botId, bot_profile: botProfile(world.store) } : {}),
    edited: message.edited,
    ...contentPart(message),
    ts: message.ts,
    thread_ts: message.threadTs,
    parent_user_id: parentUser(world.store, message),
    hidden: message.subtype === 'tombstone' ? true : undefined,
  });

export function messageChangedEvent(
  world: World,
  channel: ChannelRecord,
  change: { message: MessageRecord; previous: MessageRecord; ts: string },
): Json {
  return {
    type: 'message',
    subtype: 'message_changed',
    channel: channel.id,
    hidden: true,
    message: innerMessage(world, change.message),
    previous_message: innerMessage(world, change.previous),
    ts: change.ts,
    event_ts: change.ts,
    channel_type: channelType(channel),
  };
}

export function messageDeletedEvent(world: World, channel: ChannelRecord, message: MessageRecord, ts: string): Json {
  return {
    type: 'message',
    subtype: 'message_deleted',
    channel: channel.id,
    hidden: true,
    deleted_ts: message.ts,
    previous_message: innerMessage(world, message),
    ts,
    event_ts: ts,
    channel_type: channelType(channel),
  };
}

export function mentionEvent(world: World, channel: ChannelRecord, message: MessageRecord): Json {
  return defined({
    type: 'app_mention',
    user: message.user,
    ...(message.botId ? { bot_id: message.botId, bot_profile: botProfile(world.store) } : {}),
    ts: message.ts,
    thread_ts: message.threadTs,
    client_msg_id: message.clientMsgId,
    team: teamOf(world, message),
    channel: channel.id,
    event_ts: message.ts,
    text: message.text,
    blocks: message.blocks,
  });
}

/** Source: docs.slack.dev/reference/events/link_shared. */
export const linkSharedEvent = (world: World, message: MessageRecord, links: readonly SharedLink[]): Json =>
  defined({
    type: 'link_shared',
    channel: message.channel,
    user: message.user,
    is_bot_user_member: world.store.channels.get(message.channel)?.members.includes(world.store.app.botUserId),
    message_ts: message.ts,
    thread_ts: message.threadTs,
    unfurl_id: issueUnfurlId(world.store, message),
    source: 'conversations_history',
    links,
    event_ts: message.ts,
  });

type Metadata = MessageRecord['metadata'];

/** Source: docs.slack.dev/reference/events/message_metadata_posted, _updated and _deleted. */
export const metadataEvent = (
  world: World,
  type: string,
  message: MessageRecord,
  { metadata, previous }: { metadata: Metadata; previous?: Metadata },
): Json =>
  defined({
    type,
    app_id: world.store.app.id,
    bot_id: message.botId,
    user_id: message.user,
    team_id: world.store.team.id,
    channel_id: message.channel,
    metadata,
    previous_metadata: previous,
    message_ts: message.ts,
    event_ts: nextTs(world.store),
  });
