import { isMember, otherOf } from '../state/channels.ts';
import { addMessage, changeMessage, deleteMessage, messageAt, showEphemeral } from '../state/messages.ts';
import type { MessageRecord } from '../state/records.ts';
import { nextTs } from '../state/store.ts';
import { typedText } from '../state/text.ts';
import type { World } from '../world.ts';

export interface Saying {
  userId: string;
  channel: string;
  text: string;
  threadTs?: string;
  fileIds?: string[];
}

/** The reason why Slack's composer would not send it; undefined when it would. */
function refusal(world: World, { userId, channel: id }: Saying): string | undefined {
  const channel = world.store.channels.get(id);
  if (!channel) return 'This channel does not exist.';
  if (!isMember(channel, userId)) return 'Join the channel to write in it.';
  if (channel.isArchived) return 'This channel is archived.';
  if (world.store.people.get(userId)?.deleted) return 'This account is deactivated.';
  const home = world.store.manifest.features.app_home;
  if (channel.kind === 'im' && otherOf(channel, userId) === world.store.app.botUserId && home) {
    if (!home.messages_tab_enabled) return 'Sending messages to this app has been turned off.';
    if (home.messages_tab_read_only_enabled) return 'Sending messages to this app has been turned off.';
  }
  return undefined;
}

/** Slackbot tells a person who mentions the app in a channel without it: the app never hears of it. */
function tellOfAbsentApp({ store }: World, message: MessageRecord): void {
  const channel = store.channels.get(message.channel);
  const mention = `<@${store.app.botUserId}>`;
  if (!channel || channel.kind === 'im' || !message.text.includes(mention)) return;
  if (isMember(channel, store.app.botUserId)) return;
  showEphemeral(store, {
    channel: message.channel,
    user: 'USLACKBOT',
    text: `You mentioned ${mention}, but it is not in this channel.`,
    threadTs: message.threadTs,
    ephemeralTo: message.user,
  });
}

/** Posts a typed message. Returns a string with the reason when it was not sent. */
export function say(world: World, saying: Saying): MessageRecord | string {
  const { store } = world;
  const fault = refusal(world, saying);
  if (fault) return fault;
  const files = (saying.fileIds ?? []).flatMap((id) => store.files.get(id) ?? []);
  if (saying.text.trim() === '' && files.length === 0) return 'There is nothing to send.';
  const parent = saying.threadTs ? messageAt(store, saying.channel, saying.threadTs) : undefined;
  if (saying.threadTs && !parent) return 'This thread does not exist.';
  const message = addMessage(store, {
    channel: saying.channel,
    user: saying.userId,
    text: typedText(store, saying.text),
    threadTs: parent && (parent.threadTs ?? parent.ts),
    ...(files.length > 0 ? { files: files.map((file) => file.id) } : {}),
  });
  tellOfAbsentApp(world, message);
  for (const file of files) {
    file.shares.push({ channel: saying.channel, ts: message.ts, threadTs: message.threadTs });
    store.changes.emit({ type: 'file_shared', file, channel: saying.channel, user: saying.userId });
  }
  return message;
}

const ownMessage = (world: World, userId: string, channel: string, ts: string): MessageRecord | undefined => {
  const message = messageAt(world.store, channel, ts);
  return message?.user === userId ? message : undefined;
};

/** Returns the reason when it cannot. */
export function edit(
  world: World,
  act: { userId: string; channel: string; ts: string; text: string },
): string | undefined {
  const message = ownMessage(world, act.userId, act.channel, act.ts);
  if (!message) return 'You can only edit your own messages.';
  changeMessage(world.store, message, {
    text: typedText(world.store, act.text),
    edited: { user: act.userId, ts: nextTs(world.store) },
  });
  return undefined;
}

/** Admins can delete messages of others. Returns the reason when it cannot. */
export function remove(world: World, act: { userId: string; channel: string; ts: string }): string | undefined {
  const message = messageAt(world.store, act.channel, act.ts);
  if (!message) return 'This message does not exist.';
  if (message.user !== act.userId && !world.store.people.get(act.userId)?.isAdmin)
    return 'You can only delete your own messages.';
  deleteMessage(world.store, message);
  return undefined;
}
