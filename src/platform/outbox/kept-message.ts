import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { Message, SlackMessage } from './message.ts';
import {
  isDeletedForGood,
  markDeleted,
  type PostedKey,
  type PostedPlace,
  placeOfPosted,
  savePosted,
} from './posted-messages.ts';

/** A kind of message that is posted once and then kept up to date by edits. */
interface KeptMessage<Payload> {
  key(payload: Payload): PostedKey;
  /** Undefined when there is nothing to show. */
  draw(db: Db, payload: Payload, now: Date): Drawn | undefined;
  /** In the transaction that settles a post or an edit. */
  posted?(tx: Tx, payload: Payload, at: PostedPlace): void;
}

interface Drawn {
  message: SlackMessage;
  /** Channel or person. Undefined if it is too late to post it: then only an existing message is edited. */
  to: string | undefined;
  orElse?: string[] | undefined;
  /** See `Delivery`. */
  atOnce?: boolean;
}

/** Edits the message if it exists; otherwise posts it, unless people deleted it for good. */
export const keptMessage = <Payload>({ key, draw, posted }: KeptMessage<Payload>): Message<Payload> => ({
  deliver: (db, payload, now) => {
    const drawn = draw(db, payload, now);
    if (!drawn) return undefined;
    const { message, to, orElse, atOnce } = drawn;
    const at = placeOfPosted(db, key(payload));
    if (at) return { act: 'edit', ...at, message };
    if (to === undefined || isDeletedForGood(db, key(payload))) return undefined;
    return { act: 'post', to, message, orElse, ...(atOnce && { atOnce }) };
  },
  posted: (tx, payload, at) => {
    savePosted(tx, key(payload), at);
    posted?.(tx, payload, at);
  },
  gone: (tx, payload) => void markDeleted(tx, key(payload)),
});
