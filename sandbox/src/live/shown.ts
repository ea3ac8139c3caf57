import type { KnownBlock, MessageAttachment } from '@slack/types';
import { visibleChannels } from '../person/visible.ts';
import type { AppInfo, Channel, Message, Person, ShownView, Snapshot, StoredFile } from '../protocol.ts';
import { fileUrl } from '../shapes/file.ts';
import { tzOffset } from '../shapes/user.ts';
import { viewShape } from '../shapes/view.ts';
import { otherOf } from '../state/channels.ts';
import { messagesIn, repliesTo } from '../state/messages.ts';
import type { ChannelRecord, FileRecord, MessageRecord, PersonRecord, ViewRecord } from '../state/records.ts';
import type { Store } from '../state/store.ts';
import { homeOf, openModals } from '../state/views.ts';
import type { World } from '../world.ts';
import { controlsOf } from './controls.ts';

const shownPerson = (store: Store, person: PersonRecord): Person => ({
  id: person.id,
  name: person.name,
  realName: person.realName,
  email: person.email,
  title: person.title,
  tz: person.tz,
  tzOffset: tzOffset(person.tz, store.clock.now()),
  statusText: person.statusText,
  statusEmoji: person.statusEmoji,
  isBot: person.isBot,
  isAdmin: person.isAdmin,
  isGuest: person.isGuest,
  isStranger: person.isStranger,
  deleted: person.deleted,
});

function shownChannel(store: Store, channel: ChannelRecord, viewer: string): Channel {
  const lastRead = store.lastRead.get(`${viewer}/${channel.id}`) ?? '0';
  const unread = messagesIn(store, channel.id).filter(
    (each) => each.ts > lastRead && each.user !== viewer && (!each.threadTs || each.threadTs === each.ts),
  ).length;
  const name = channel.kind === 'im' ? (store.people.get(otherOf(channel, viewer))?.realName ?? '') : channel.name;
  const { id, kind, topic, isArchived, isShared } = channel;
  return { id, name, kind, topic, members: [...channel.members], isArchived, isShared, lastRead, unread };
}

/** An address without a host: the page has the same origin. */
export const shownFile = (file: FileRecord): StoredFile => ({
  id: file.id,
  name: file.name,
  title: file.title,
  alt: file.alt,
  mimetype: file.mimetype,
  size: file.bytes.length,
  url: fileUrl('', file),
});

export function shownMessage(store: Store, message: MessageRecord): Message {
  const replies = repliesTo(store, message.channel, message.ts);
  return {
    channel: message.channel,
    ts: message.ts,
    threadTs: message.threadTs,
    user: message.user,
    botId: message.botId,
    username: message.username,
    text: message.text,
    blocks: message.blocks as KnownBlock[] | undefined,
    attachments: message.attachments as MessageAttachment[] | undefined,
    files: message.files?.flatMap((id) => store.files.get(id) ?? []).map(shownFile),
    reactions: message.reactions.map((each) => ({ name: each.name, users: [...each.users] })),
    edited: message.edited !== undefined,
    replyCount: replies.length,
    latestReply: replies.at(-1)?.ts,
    ephemeral: message.ephemeralTo !== undefined,
    subtype: message.broadcast ? 'thread_broadcast' : message.subtype,
  };
}

export const shownView = (store: Store, view: ViewRecord): ShownView => viewShape(store, view) as unknown as ShownView;

/** The person's open modals in this window, bottom first. */
export const shownModals = (store: Store, user: string, window: string | undefined): ShownView[] =>
  openModals(store, user)
    .filter((view) => view.window === undefined || view.window === window)
    .map((view) => shownView(store, view));

export function shownApp(store: Store): AppInfo {
  const { features } = store.manifest;
  return {
    id: store.app.id,
    name: store.app.name,
    botUserId: store.app.botUserId,
    connected: store.app.connected,
    commands: features.slash_commands.map((each) => ({
      command: each.command,
      description: each.description,
      usageHint: each.usage_hint,
    })),
    shortcuts: features.shortcuts.map((each) => ({
      name: each.name,
      type: each.type,
      callbackId: each.callback_id,
      description: each.description,
    })),
    hasHome: features.app_home?.home_tab_enabled ?? false,
  };
}

/** Without the crowd: the page lists everyone whom a person can act as or choose. */
export const shownPeople = (store: Store): Person[] =>
  [...store.people.values()].filter((each) => !each.isCrowd).map((each) => shownPerson(store, each));

export const shownChannels = (store: Store, user: string): Channel[] =>
  visibleChannels(store, user).map((channel) => shownChannel(store, channel, user));

export function snapshotFor(world: World, me: PersonRecord, window: string | undefined): Snapshot {
  const { store } = world;
  const home = homeOf(store, me.id);
  return {
    workspace: { id: store.team.id, name: store.team.name, domain: store.team.domain },
    me: shownPerson(store, me),
    people: shownPeople(store),
    channels: shownChannels(store, me.id),
    userGroups: [...store.groups.values()].map(({ id, handle, name, users }) => ({ id, handle, name, users })),
    apps: [shownApp(store)],
    modals: shownModals(store, me.id, window),
    homes: home ? { [store.app.id]: shownView(store, home) } : {},
    nowMs: store.clock.now().getTime(),
    controls: controlsOf(world),
  };
}
