import { isDeepStrictEqual } from 'node:util';
import { scopesOf } from '../api/scopes.ts';
import type { Json } from '../json.ts';
import * as messageEvents from '../payloads/message-events.ts';
import * as events from '../payloads/workspace-events.ts';
import type { Change } from '../state/changes.ts';
import type { ChannelRecord, MessageRecord } from '../state/records.ts';
import { linksIn } from '../state/unfurls.ts';
import type { World } from '../world.ts';
import type { Subscription } from './event-names.ts';

/** An event, with the name by which a manifest subscribes to it. */
export interface Told {
  subscription: Subscription;
  event: Json;
  channel?: ChannelRecord;
}

const MESSAGES = { channel: 'message.channels', private: 'message.groups', im: 'message.im' } as const;

/** Metadata of the types that the manifest subscribes to. Slack sends it besides the message itself. */
function aboutMetadata(world: World, type: MetadataEvent, message: MessageRecord, previous?: MessageRecord): Told[] {
  const channel = world.store.channels.get(message.channel);
  const metadata = message.metadata ?? previous?.metadata;
  const wanted = world.store.manifest.settings.event_subscriptions.metadata_subscriptions.some(
    (each) => each.event_type === metadata?.event_type && ['*', world.store.app.id].includes(each.app_id),
  );
  if (!wanted || !metadata || isDeepStrictEqual(message.metadata, previous?.metadata)) return [];
  const event = messageEvents.metadataEvent(world, type, message, { metadata, previous: previous?.metadata });
  return [{ subscription: type, event, channel }];
}

type MetadataEvent = Extract<Subscription, `message_metadata_${string}`>;

function posted(world: World, message: MessageRecord, channel: ChannelRecord): Told[] {
  const told: Told[] = [
    { subscription: MESSAGES[channel.kind], event: messageEvents.messageEvent(world, channel, message), channel },
  ];
  const mentions = message.text.includes(`<@${world.store.app.botUserId}`);
  if (mentions && channel.kind !== 'im' && !message.subtype && message.user !== world.store.app.botUserId)
    told.push({ subscription: 'app_mention', event: messageEvents.mentionEvent(world, channel, message), channel });
  const links = message.botId ? [] : linksIn(world.store, message.text);
  if (links.length > 0)
    told.push({ subscription: 'link_shared', event: messageEvents.linkSharedEvent(world, message, links), channel });
  return [...told, ...aboutMetadata(world, 'message_metadata_posted', message)];
}

function aboutMessage(world: World, change: Change): Told[] {
  if (!('message' in change)) return [];
  const channel = world.store.channels.get(change.message.channel);
  if (!channel) return [];
  switch (change.type) {
    case 'message_posted':
      return posted(world, change.message, channel);
    case 'message_changed':
      return [
        {
          subscription: MESSAGES[channel.kind],
          event: messageEvents.messageChangedEvent(world, channel, change),
          channel,
        },
        ...aboutMetadata(world, 'message_metadata_updated', change.message, change.previous),
      ];
    case 'message_deleted':
      return [
        {
          subscription: MESSAGES[channel.kind],
          event: messageEvents.messageDeletedEvent(world, channel, change.message, change.ts),
          channel,
        },
        ...aboutMetadata(world, 'message_metadata_deleted', change.message),
      ];
    case 'reaction_added':
    case 'reaction_removed':
      return [
        {
          subscription: change.type,
          event: events.reactionEvent(change),
          channel,
        },
      ];
    default:
      return [];
  }
}

const EVENT_OF = {
  member_joined: 'member_joined_channel',
  member_left: 'member_left_channel',
  channel_archived: 'channel_archive',
  channel_unarchived: 'channel_unarchive',
  channel_renamed: 'channel_rename',
  channel_deleted: 'channel_deleted',
  channel_shared: 'channel_shared',
} as const;

function aboutChannel(world: World, change: Change): Told[] {
  switch (change.type) {
    case 'member_joined':
    case 'member_left': {
      const type = EVENT_OF[change.type];
      const inviter = change.type === 'member_joined' ? change.inviter : undefined;
      const event = events.membershipEvent(world, type, change.channel, change.user, inviter);
      return [{ subscription: type, event, channel: change.channel }];
    }
    case 'channel_archived':
    case 'channel_unarchived': {
      const type = EVENT_OF[change.type];
      return [
        {
          subscription: type,
          event: events.archiveEvent(world, type, change.channel, change.by),
          channel: change.channel,
        },
      ];
    }
    case 'channel_renamed':
      return [
        { subscription: 'channel_rename', event: events.renameEvent(world, change.channel), channel: change.channel },
      ];
    case 'channel_deleted': {
      const event = events.channelDeletedEvent(world, change.channel, change.by);
      return [{ subscription: 'channel_deleted', event, channel: change.channel }];
    }
    case 'channel_shared':
      return [
        {
          subscription: 'channel_shared',
          event: events.channelSharedEvent(world, change.channel),
          channel: change.channel,
        },
      ];
    default:
      return [];
  }
}

function aboutPeople(world: World, change: Change): Told[] {
  const mayReadEmail = scopesOf(world).includes('users:read.email');
  switch (change.type) {
    case 'person_changed':
      return [{ subscription: 'user_change', event: events.personEvent(world, change, mayReadEmail) }];
    case 'person_joined':
      return [{ subscription: 'team_join', event: events.personEvent(world, change, mayReadEmail) }];
    case 'dnd_changed':
      return [{ subscription: 'dnd_updated_user', event: events.dndEvent(world, change) }];
    case 'group_changed':
      return [{ subscription: 'subteam_members_changed', event: events.groupEvent(world, change.group, change) }];
    case 'home_opened':
      return [{ subscription: 'app_home_opened', event: events.homeOpenedEvent(world, change) }];
    case 'file_shared': {
      const channel = world.store.channels.get(change.channel);
      return channel ? [{ subscription: 'file_shared', event: events.fileSharedEvent(world, change), channel }] : [];
    }
    case 'function_started':
      return [{ subscription: 'function_executed', event: events.functionEvent(world, change.run) }];
    case 'token_revoked':
      return [
        {
          subscription: 'tokens_revoked',
          event: { type: 'tokens_revoked', tokens: { oauth: [], bot: [world.store.app.botUserId] } },
        },
      ];
    case 'app_uninstalled':
      return [{ subscription: 'app_uninstalled', event: { type: 'app_uninstalled' } }];
    default:
      return [];
  }
}

/** The bot receives events of the channel where something happened, and of its own leaving. */
const hears = (world: World, change: Change, told: Told): boolean =>
  !told.channel ||
  told.channel.members.includes(world.store.app.botUserId) ||
  (change.type === 'member_left' && change.user === world.store.app.botUserId);

/**
 * The scope of an event (docs.slack.dev/reference/events). Events that are not here need none, or the one of their channel,
 * without which the app would not be in it.
 */
export const EVENT_SCOPES: Record<string, string> = {
  app_mention: 'app_mentions:read',
  dnd_updated_user: 'dnd:read',
  file_shared: 'files:read',
  link_shared: 'links:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  reaction_added: 'reactions:read',
  reaction_removed: 'reactions:read',
  subteam_members_changed: 'usergroups:read',
  team_join: 'users:read',
  user_change: 'users:read',
};

/**
 * Events for a change: only those that the manifest subscribes to and the granted scopes allow, and only from channels
 * that the bot is in.
 */
export function eventsFor(world: World, change: Change): Told[] {
  const granted = scopesOf(world);
  const wanted = new Set<string>(
    world.store.manifest.settings.event_subscriptions.bot_events.filter((event) => {
      const scope = EVENT_SCOPES[event];
      return scope === undefined || granted.includes(scope);
    }),
  );
  return [...aboutMessage(world, change), ...aboutChannel(world, change), ...aboutPeople(world, change)].filter(
    (told) => wanted.has(told.subscription) && hears(world, change, told),
  );
}
