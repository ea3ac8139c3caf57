/** The edit of a live message. */
import { z } from 'zod';
import type { PayloadsOf } from './enqueue.ts';
import { forgetLive, liveById } from './live-messages.ts';
import type { AnyMessages, Message } from './message.ts';
import { messageOf } from './render.ts';

export const livePayloads = { live_edit: z.object({ messageId: z.number() }) };

declare module './enqueue.ts' {
  interface Messages extends PayloadsOf<typeof livePayloads> {}
}

/** Draws a live message again, as its kind draws it from the current state. A deleted one is not posted again. */
export const liveEdit = (catalogue: () => AnyMessages): Message<{ messageId: number }> => ({
  deliver: (db, { messageId }, now) => {
    const live = liveById(db, messageId);
    if (!live || live.channel === null || live.ts === null) return undefined;
    const { message, payload } = messageOf(catalogue(), live);
    const drawn = message.deliver(db, payload, now);
    // A kept message draws its own edit.
    if (drawn?.act !== 'post' && drawn?.act !== 'edit') return undefined;
    const { channel, ts } = live;
    return {
      act: 'edit',
      channel,
      ts,
      message: drawn.message,
      live: { payload, subjects: [], ...drawn.live, messageId },
    };
  },
  gone: (tx, { messageId }) => forgetLive(tx, messageId),
});
