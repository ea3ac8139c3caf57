import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

export const libraryPayloads = {
  library_passed: z.object({ useId: z.number() }),
  library_suggestion: z.object({ suggestionId: z.number() }),
  search_alert: z.object({ wishId: z.number() }),
};

export const libraryReviewPayloads = {
  library_review: z.object({
    ownerId: z.string(),
    /** The owner, or the person who reviews in their place. */
    to: z.string(),
    page: z.number(),
    /** Names the message. One from an earlier version, still to be posted, has none. */
    messageId: z.number().default(0),
  }),
};

type Payloads = PayloadsOf<typeof libraryPayloads & typeof libraryReviewPayloads>;

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends Payloads {}
}
