import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

const requestId = z.number();
const entryId = z.number();
const userId = z.string();

export const requestPayloads = {
  request_card: z.object({ requestId }),
  /** An earlier card, which says where the card is now. */
  request_card_moved: z.object({ requestId, channel: z.string(), ts: z.string() }),
  /** A line in the thread of the card. */
  request_story: z.object({ requestId, entryId }),
  /** The one message about it to a person. */
  request_message: z.object({ requestId, userId }),
  /** A line in its thread. */
  request_news: z.object({ requestId, entryId, userId }),
  /** `slotAt`: its planned time, in milliseconds. */
  request_digest: z.object({ teamId: z.number(), slotAt: z.number() }),
  /** Asks a person whether the delivered content helped. */
  request_decided: z.object({ requestId, userId }),
};

/** No message: the end of a workflow’s step. */
export const requestStepPayloads = {
  request_step: z.object({ executionId: z.string(), requestId }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof requestPayloads & typeof requestStepPayloads> {}
}
