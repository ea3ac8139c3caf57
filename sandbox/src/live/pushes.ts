import { clockState } from '../clock-move.ts';
import type { Push } from '../protocol.ts';
import type { Change } from '../state/changes.ts';
import { mayRead } from '../state/channels.ts';
import { messageAt } from '../state/messages.ts';
import type { MessageRecord } from '../state/records.ts';
import { homeOf } from '../state/views.ts';
import type { World } from '../world.ts';
import { shownApp, shownChannels, shownMessage, shownModals, shownPeople, shownView, snapshotFor } from './shown.ts';

/** A message, the channel's unread count, and the thread's parent, whose reply count has changed. */
function messagePushes(world: World, user: string, message: MessageRecord, recount: boolean): Push[] {
  const { store } = world;
  const channel = store.channels.get(message.channel);
  if (!channel || !mayRead(store, channel, user)) return [];
  const pushes: Push[] = [{ type: 'message', message: shownMessage(store, message) }];
  const parent = message.threadTs ? messageAt(store, message.channel, message.threadTs) : undefined;
  if (recount && parent && parent !== message) pushes.push({ type: 'message', message: shownMessage(store, parent) });
  if (recount) pushes.push({ type: 'channels', channels: shownChannels(store, user) });
  return pushes;
}

function deletionPushes(world: World, user: string, message: MessageRecord): Push[] {
  const channel = world.store.channels.get(message.channel);
  if (!channel || !mayRead(world.store, channel, user)) return [];
  const parent = message.threadTs ? messageAt(world.store, message.channel, message.threadTs) : undefined;
  return [
    { type: 'message_deleted', channel: message.channel, ts: message.ts },
    ...(parent ? [{ type: 'message' as const, message: shownMessage(world.store, parent) }] : []),
    { type: 'channels', channels: shownChannels(world.store, user) },
  ];
}

function homePush(world: World, user: string): Push[] {
  const home = homeOf(world.store, user);
  return home ? [{ type: 'home', appId: world.store.app.id, view: shownView(world.store, home) }] : [];
}

/** Updates of one window of a person's page after a change: only data that this person may see. */
export function pushesFor(world: World, user: string, change: Change, window: string | undefined): Push[] {
  const { store } = world;
  switch (change.type) {
    case 'message_posted':
      return messagePushes(world, user, change.message, true);
    case 'message_changed':
    case 'reaction_added':
    case 'reaction_removed':
      return messagePushes(world, user, change.message, false);
    case 'message_deleted':
      return deletionPushes(world, user, change.message);
    case 'ephemeral_shown':
      return change.message.ephemeralTo === user
        ? [{ type: 'message', message: shownMessage(store, change.message) }]
        : [];
    case 'ephemeral_gone':
      return change.message.ephemeralTo === user
        ? [{ type: 'message_deleted', channel: change.message.channel, ts: change.message.ts }]
        : [];
    case 'member_joined':
    case 'member_left':
    case 'channel_archived':
    case 'channel_unarchived':
    case 'channel_renamed':
    case 'channel_deleted':
    case 'channel_shared':
    case 'channel_opened':
      return [{ type: 'channels', channels: shownChannels(store, user) }];
    case 'read':
      return change.user === user ? [{ type: 'channels', channels: shownChannels(store, user) }] : [];
    case 'person_joined':
    case 'person_changed':
      return [{ type: 'people', people: shownPeople(store) }];
    case 'group_changed': {
      const me = store.people.get(user);
      return me ? [{ type: 'snapshot', snapshot: snapshotFor(world, me, window) }] : [];
    }
    case 'modals_changed':
      return change.user === user ? [{ type: 'modals', modals: shownModals(store, user, window) }] : [];
    case 'home_published':
      return change.user === user ? homePush(world, user) : [];
    case 'clock_moved':
      return [{ type: 'clock', clock: clockState(world) }];
    case 'connection_changed':
    case 'app_uninstalled':
      return [{ type: 'apps', apps: [shownApp(store)] }];
    case 'notice':
      return change.user === user ? [{ type: 'notice', text: change.text, level: change.level }] : [];
    default:
      return [];
  }
}
