import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { Live, Message, SlackMessage } from './message.ts';
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
  /** It was posted again in its home; `from` is the earlier message. */
  moved?(tx: Tx, payload: Payload, from: PostedPlace): void;
}

interface Drawn {
  message: SlackMessage;
  /** Channel or person. Undefined if it is too late to post it: then only an existing message is edited. */
  to: string | undefined;
  /** Of a message in a thread. */
  threadTs?: string;
  orElse?: string[] | undefined;
  /** The channel that it belongs in, if that takes messages: a message elsewhere moves there. */
  home?: string | undefined;
  /** See `Delivery`. */
  atOnce?: boolean;
  /** Also edits it when one of these changes. */
  live?: Live;
}

/** Edits the message if it exists; otherwise posts it, unless people deleted it for good. */
export const keptMessage = <Payload>({ key, draw, posted, moved }: KeptMessage<Payload>): Message<Payload> => ({
  deliver: (db, payload, now) => {
    const drawn = draw(db, payload, now);
    if (!drawn) return undefined;
    const { message, to, threadTs, orElse, home, atOnce, live } = drawn;
    const at = placeOfPosted(db, key(payload));
    const isAway = at !== undefined && home !== undefined && at.channel !== home;
    if (isAway) return { act: 'post', to: home, message, ...(atOnce && { atOnce }) };
    if (at) return { act: 'edit', ...at, message, ...(live && { live }) };
    if (to === undefined || isDeletedForGood(db, key(payload))) return undefined;
    const place = { to, ...(threadTs !== undefined && { threadTs }), orElse };
    return { act: 'post', ...place, message, ...(atOnce && { atOnce }), ...(live && { live }) };
  },
  posted: (tx, payload, at) => {
    const before = placeOfPosted(tx, key(payload));
    savePosted(tx, key(payload), at);
    posted?.(tx, payload, at);
    if (before && before.channel !== at.channel) moved?.(tx, payload, before);
  },
  gone: (tx, payload) => void markDeleted(tx, key(payload)),
});

/** A kind of message in the place of one that moved: its payload has that place. */
export const movedMessage = <Payload extends PostedPlace>(
  draw: (db: Db, payload: Payload) => SlackMessage | undefined,
): Message<Payload> => ({
  deliver: (db, payload) => {
    const message = draw(db, payload);
    return message && { act: 'edit', channel: payload.channel, ts: payload.ts, message };
  },
});
