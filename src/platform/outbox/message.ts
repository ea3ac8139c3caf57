import type { KnownBlock } from '@slack/types';
import type { z } from 'zod';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { Messages } from './enqueue.ts';

/** Blocks, and the text that notifications and screen readers use in their place. */
export interface SlackMessage {
  text: string;
  blocks: KnownBlock[];
  /** Used when Slack refuses the blocks: charts are new, and not in every workspace. */
  plainer?: KnownBlock[];
}

/**
 * `sha256` finds a file of the store. `content` is made for this message and is stored nowhere; `make` draws it when it is
 * uploaded, outside any transaction.
 */
type OutgoingFile = ({ sha256: string } | { content: string } | { make: () => Promise<Uint8Array> }) & {
  /** With its extension, from which Slack knows the type. */
  name: string;
  title: string;
  /** Describes a picture to people who do not see it; at most 1,000 characters. */
  alt?: string;
};

/** Makes a message live: it is drawn again when one of its subjects changes. */
export interface Live {
  /** Draws the same message again: its kind, with this payload. */
  payload: unknown;
  /** Things that can still change it, such as `lead:12`. */
  subjects: string[];
  /** Of an edit: the row of the message. */
  messageId?: number;
}

/** A new message. */
interface Post {
  /** The id of a channel or a person. */
  to: string;
  threadTs?: string;
  message: SlackMessage;
  /** People who get the message if the channel cannot take it. */
  orElse?: string[] | undefined;
  /**
   * An answer to its reader, or the record of an act of a person. Baton starts every other message by itself, so it
   * waits for the working time of its readers.
   */
  atOnce?: boolean;
}

/** One call to Slack, decided from the state at the moment of posting. */
export type Delivery =
  | (Post & {
      act: 'post';
      /** Shows a reply in the channel too. */
      broadcast?: boolean;
      live?: Live;
    })
  /** A file with its message. `instead` is posted if Slack refuses the file or it is no longer stored. */
  | (Post & { act: 'upload'; file: OutgoingFile; instead: SlackMessage })
  | { act: 'edit'; channel: string; ts: string; message: SlackMessage; live?: Live }
  /** Shown to one person in a channel. Slack stores nothing that could find it again. */
  | { act: 'ephemeral'; channel: string; user: string; message: SlackMessage }
  /** Below a message of a person, in place of the plain link. */
  | { act: 'unfurl'; channel: string; ts: string; url: string; blocks: KnownBlock[] }
  /** No message: ends a step of a workflow (https://docs.slack.dev/workflows). */
  | { act: 'end_step'; executionId: string; end: StepEnd };

/** The outputs of a step that succeeded, or a sentence for the people who run its workflow. */
export type StepEnd = { outputs: Record<string, unknown> } | { error: string };

/** Of a new live message, or of an edit that was enqueued for one. */
export function liveOf(delivery: Delivery): Live | undefined {
  if (delivery.act === 'post') return delivery.live;
  return delivery.act === 'edit' && delivery.live?.messageId !== undefined ? delivery.live : undefined;
}

/** A kind of message: how its payload becomes a delivery. */
export interface Message<Payload> {
  /** Undefined when there is nothing left to post. */
  deliver(db: Db, payload: Payload, now: Date): Delivery | undefined;
  /** In the transaction that settles the row. */
  posted?(tx: Tx, payload: Payload, at: { channel: string; ts: string }): void;
  /** The message to edit, or the thread to reply in, was deleted in Slack. `deliver` is then called once more. */
  gone?(tx: Tx, payload: Payload): void;
}

/** The renderers of some kinds: of one domain, or of all. */
export type MessageTable<Payloads> = { [Kind in keyof Payloads]: Message<Payloads[Kind]> };

/** Every kind with its schema and its renderer. A kind without one of them does not compile. */
export interface MessageCatalogue {
  payloads: { [Kind in keyof Messages]: z.ZodType<Messages[Kind]> };
  messages: MessageTable<Messages>;
}

/** The same after the types are forgotten: a row names its kind only when it is read. */
export interface AnyMessages {
  payloads: Record<string, z.ZodType>;
  messages: Record<string, Message<never>>;
}
