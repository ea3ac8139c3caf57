import { isMember, mayRead } from '../state/channels.ts';
import { messagesIn } from '../state/messages.ts';
import type { ChannelRecord, MessageRecord } from '../state/records.ts';
import type { Store } from '../state/store.ts';

/** The messages that a person sees in a channel, oldest first, including replies and ephemeral messages. */
export function visibleMessages(store: Store, channel: ChannelRecord, user: string): MessageRecord[] {
  if (!mayRead(store, channel, user)) return [];
  const own = store.ephemerals.filter((each) => each.channel === channel.id && each.ephemeralTo === user);
  return [...messagesIn(store, channel.id), ...own].sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

/** The conversations in a person's sidebar. */
export const visibleChannels = (store: Store, user: string): ChannelRecord[] =>
  [...store.channels.values()].filter((channel) =>
    channel.kind === 'im' ? isMember(channel, user) : mayRead(store, channel, user),
  );
