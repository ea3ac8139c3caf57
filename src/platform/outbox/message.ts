import type { KnownBlock } from '@slack/types';
import type { z } from 'zod';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';

/** What stands in Slack: blocks, and the text that notifications and screen readers get instead of them. */
export interface SlackMessage {
  text: string;
  blocks: KnownBlock[];
  /** In place of the blocks where Slack does not take them: charts are new, and not in every workspace. */
  plainer?: KnownBlock[];
}

interface OutgoingFile {
  /** By which the poster is given the bytes. */
  sha256: string;
  /** With its ending, by which Slack knows what it is. */
  name: string;
  title: string;
}

/** Where a message goes, decided from the state at the moment of posting. */
export type Delivery =
  /**
   * `to` is a channel's or a person's id; `orElse` are people who get it when the channel does not take it. An answer in
   * a thread that is `broadcast` is seen in the channel too.
   */
  | { act: 'post'; to: string; threadTs?: string; broadcast?: boolean; message: SlackMessage; orElse?: string[] }
  /**
   * A file with its message, which stands where `post` would put it. `instead` is posted where Slack does not take the
   * file, or where it is no longer kept.
   */
  | {
      act: 'upload';
      to: string;
      threadTs?: string;
      file: OutgoingFile;
      message: SlackMessage;
      instead: SlackMessage;
      orElse?: string[];
    }
  | { act: 'edit'; channel: string; ts: string; message: SlackMessage }
  /** Seen by one person, in a channel. Slack keeps no trace of it that a mark could be looked up in. */
  | { act: 'whisper'; channel: string; user: string; message: SlackMessage };

/** A kind of message: how its facts (ids only) become what is posted. */
export interface Announcement<Facts> {
  facts: z.ZodType<Facts>;
  /** What is to be done now; undefined when there is nothing left to say. */
  deliver(db: Db, facts: Facts, now: Date): Delivery | undefined;
  /** In the transaction that settles the message. */
  posted?(tx: Tx, facts: Facts, at: { channel: string; ts: string }): void;
  /** The message to edit, or the thread to answer in, was deleted in Slack; `deliver` is asked once more after it. */
  gone?(tx: Tx, facts: Facts): void;
}

/**
 * Puts an announcement into a table of many kinds, which forgets the type of its facts: the poster parses them by
 * `facts` before it hands them over.
 */
export const announcement = <Facts>(one: Announcement<Facts>): Announcement<unknown> => one as Announcement<unknown>;
