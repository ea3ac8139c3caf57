import type { z } from 'zod';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { type Announcement, announcement, type SlackMessage } from './message.ts';
import {
  isDeletedForGood,
  markDeleted,
  type PostedKey,
  type PostedPlace,
  placeOfPosted,
  savePosted,
} from './posted-messages.ts';

/** A kind of message that is posted once and then kept up to date by edits. */
interface KeptMessage<Facts> {
  facts: z.ZodType<Facts>;
  key(facts: Facts): PostedKey;
  /** Undefined when there is nothing to show. */
  draw(db: Db, facts: Facts, now: Date): Drawn | undefined;
  /** In the transaction that settles a post or an edit. */
  posted?(tx: Tx, facts: Facts, at: PostedPlace): void;
}

interface Drawn {
  message: SlackMessage;
  /** Channel or person. Undefined when it is too late to post it: then it is only edited where it stands. */
  to: string | undefined;
  orElse?: string[];
}

/** Edits the message where it stands, and posts it where it does not, unless people deleted it for good. */
export const keptMessage = <Facts>({ facts, key, draw, posted }: KeptMessage<Facts>): Announcement<unknown> =>
  announcement({
    facts,
    deliver: (db, about, now) => {
      const drawn = draw(db, about, now);
      if (!drawn) return undefined;
      const { message, to, orElse } = drawn;
      const at = placeOfPosted(db, key(about));
      if (at) return { act: 'edit', ...at, message };
      if (to === undefined || isDeletedForGood(db, key(about))) return undefined;
      return { act: 'post', to, message, ...(orElse && { orElse }) };
    },
    posted: (tx, about, at) => {
      savePosted(tx, key(about), at);
      posted?.(tx, about, at);
    },
    gone: (tx, about) => void markDeleted(tx, key(about)),
  });
