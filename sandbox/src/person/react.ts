import { isMember } from '../state/channels.ts';
import { emojiName } from '../state/emoji.ts';
import { messageAt } from '../state/messages.ts';
import { addReaction, removeReaction } from '../state/reactions.ts';
import type { World } from '../world.ts';

export interface Reacting {
  userId: string;
  channel: string;
  ts: string;
  name: string;
}

/** Adds or removes a reaction. Returns the reason when it cannot. */
export function react(world: World, act: Reacting, added: boolean): string | undefined {
  const channel = world.store.channels.get(act.channel);
  if (!channel || !isMember(channel, act.userId)) return 'Join the channel to react in it.';
  if (channel.isArchived) return 'This channel is archived.';
  if (world.store.people.get(act.userId)?.deleted) return 'This account is deactivated.';
  const name = emojiName(act.name);
  if (!name) return `There is no emoji "${act.name}".`;
  const message = messageAt(world.store, act.channel, act.ts);
  if (!message) return 'This message does not exist.';
  if (added) addReaction(world.store, message, act.userId, name);
  else removeReaction(world.store, message, act.userId, name);
  return undefined;
}
