import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

export const introductionPayloads = {
  /** To each of the two: a direct message with several people would need a scope of its own. */
  introduced: z.object({ introductionId: z.number(), userId: z.string() }),
  /** To each of two managers, once a month. */
  heads_paired: z.object({ pairId: z.number(), userId: z.string() }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof introductionPayloads> {}
}
