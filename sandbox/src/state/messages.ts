import { randomUUID } from 'node:crypto';
import type { MessageRecord } from './records.ts';
import type { Store } from './store.ts';
import { nextTs } from './store.ts';

export type NewMessage = Omit<MessageRecord, 'ts' | 'reactions'>;

const listOf = (store: Store, channel: string): MessageRecord[] => {
  const known = store.messages.get(channel);
  if (known) return known;
  const list: MessageRecord[] = [];
  store.messages.set(channel, list);
  return list;
};

/** All messages of a channel, oldest first, including replies. */
export const messagesIn = (store: Store, channel: string): readonly MessageRecord[] =>
  store.messages.get(channel) ?? [];

/**
 * The index of the message with this timestamp, or where it would be inserted. Binary search, because each post
 * searches its channel.
 */
function placeOf(messages: readonly MessageRecord[], ts: string): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages[middle]?.ts ?? '') < ts) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function messageAt(store: Store, channel: string, ts: string): MessageRecord | undefined {
  const messages = messagesIn(store, channel);
  const found = messages[placeOf(messages, ts)];
  return found?.ts === ts ? found : undefined;
}

/** The replies of a thread, oldest first, without the parent. */
export function repliesTo(store: Store, channel: string, ts: string): MessageRecord[] {
  const messages = messagesIn(store, channel);
  return messages.slice(placeOf(messages, ts)).filter((message) => message.threadTs === ts && message.ts !== ts);
}

/** The author of the thread's parent message. */
export const parentUser = (store: Store, message: MessageRecord): string | undefined =>
  message.threadTs && message.threadTs !== message.ts
    ? messageAt(store, message.channel, message.threadTs)?.user
    : undefined;

export function addMessage(store: Store, message: NewMessage): MessageRecord {
  const typed = !message.botId && !message.subtype;
  const record: MessageRecord = { ...message, ts: nextTs(store), reactions: [] };
  if (typed) record.clientMsgId = randomUUID();
  listOf(store, message.channel).push(record);
  if (!record.botId) store.lastRead.set(`${record.user}/${record.channel}`, record.ts);
  store.changes.emit({ type: 'message_posted', message: record });
  return record;
}

/** Updates a message in place, so that every holder of the record sees the new state. */
export function changeMessage(store: Store, message: MessageRecord, change: Partial<MessageRecord>): void {
  const previous = { ...message };
  Object.assign(message, change);
  store.changes.emit({ type: 'message_changed', message, previous, ts: nextTs(store) });
}

/** A message with replies leaves a tombstone, as in Slack; any other message is removed. */
export function deleteMessage(store: Store, message: MessageRecord): void {
  if (repliesTo(store, message.channel, message.ts).length > 0) {
    changeMessage(store, message, {
      subtype: 'tombstone',
      text: 'This message was deleted.',
      blocks: undefined,
      attachments: undefined,
      files: undefined,
      metadata: undefined,
      botId: undefined,
      user: 'USLACKBOT',
      reactions: [],
    });
    return;
  }
  const list = listOf(store, message.channel);
  list.splice(list.indexOf(message), 1);
  store.changes.emit({ type: 'message_deleted', message, ts: nextTs(store) });
}

export function showEphemeral(store: Store, message: NewMessage & { ephemeralTo: string }): MessageRecord {
  const record: MessageRecord = { ...message, ts: nextTs(store), reactions: [] };
  store.ephemerals.push(record);
  store.changes.emit({ type: 'ephemeral_shown', message: record });
  return record;
}

export function changeEphemeral(store: Store, message: MessageRecord, change: Partial<MessageRecord>): void {
  Object.assign(message, change);
  store.changes.emit({ type: 'ephemeral_shown', message });
}

export function dropEphemeral(store: Store, message: MessageRecord): void {
  store.ephemerals = store.ephemerals.filter((each) => each !== message);
  store.changes.emit({ type: 'ephemeral_gone', message });
}

export const ephemeralAt = (store: Store, channel: string, ts: string, user: string): MessageRecord | undefined =>
  store.ephemerals.find((each) => each.channel === channel && each.ts === ts && each.ephemeralTo === user);

export function markRead(store: Store, user: string, channel: string, ts: string): void {
  const key = `${user}/${channel}`;
  if (ts <= (store.lastRead.get(key) ?? '0')) return;
  store.lastRead.set(key, ts);
  store.changes.emit({ type: 'read', channel, user });
}
