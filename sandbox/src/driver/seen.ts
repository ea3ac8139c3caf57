import type { Json } from '../json.ts';
import { textOf } from '../json.ts';
import { visibleMessages } from '../person/visible.ts';
import type { Container } from '../protocol.ts';
import { mayRead } from '../state/channels.ts';
import { elementsOf } from '../state/elements.ts';
import { ephemeralAt, messageAt } from '../state/messages.ts';
import type { MessageRecord } from '../state/records.ts';
import type { World } from '../world.ts';
import { visibleText } from './visible-text.ts';

/** A message as a person saw it at one moment. */
export interface SeenMessage {
  /** All visible text: of the blocks if there are any, otherwise the message text. */
  text: string;
  blocks: Json[];
  ts: string;
  channel: string;
  threadTs: string | undefined;
  /** Id of the author. */
  user: string;
  isEphemeral: boolean;
  isEdited: boolean;
  /** Labels of its buttons. */
  buttons: string[];
  /** Emoji names, each with the ids of the people who used it. */
  reactions: Record<string, string[]>;
  /** Names of its files. */
  files: string[];
  container: Container;
  /** The current replies, oldest first. */
  thread(): SeenMessage[];
  /** The message's current state; undefined when it was deleted. */
  fresh(): SeenMessage | undefined;
}

/** Labels of the buttons, in display order. */
export const buttonsOf = (blocks: readonly Json[]): string[] =>
  elementsOf(blocks)
    .filter(({ element }) => element.type === 'button' || element.type === 'workflow_button')
    .map(({ element }) => textOf(element.text));

export function seenMessage(world: World, viewer: string, message: MessageRecord): SeenMessage {
  const blocks = message.blocks ?? [];
  const files = (message.files ?? []).flatMap((id) => world.store.files.get(id)?.name ?? []);
  const attached = (message.attachments ?? []).flatMap((each) => [textOf(each.title), textOf(each.text)]);
  const isEphemeral = message.ephemeralTo !== undefined;
  return {
    text: [blocks.length > 0 ? visibleText(blocks) : message.text, ...attached, ...files].filter(Boolean).join('\n'),
    blocks,
    ts: message.ts,
    channel: message.channel,
    threadTs: message.threadTs,
    user: message.user,
    isEphemeral,
    isEdited: message.edited !== undefined,
    buttons: buttonsOf(blocks),
    reactions: Object.fromEntries(message.reactions.map((each) => [each.name, [...each.users]])),
    files,
    container: { type: 'message', channel: message.channel, ts: message.ts, ephemeral: isEphemeral },
    thread: () => {
      const channel = world.store.channels.get(message.channel);
      if (!channel || !mayRead(world.store, channel, viewer)) return [];
      return visibleMessages(world.store, channel, viewer)
        .filter((each) => each.threadTs === message.ts && each.ts !== message.ts)
        .map((each) => seenMessage(world, viewer, each));
    },
    fresh: () => {
      const now =
        messageAt(world.store, message.channel, message.ts) ??
        ephemeralAt(world.store, message.channel, message.ts, viewer);
      return now && seenMessage(world, viewer, now);
    },
  };
}

export const listing = (messages: readonly SeenMessage[]): string =>
  messages.map((each) => `  [${each.ts}] ${each.text.replaceAll('\n', '\n    ')}`).join('\n');
