import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

export const reviewPayloads = {
  /** In the channel of both teams, kept up to date. */
  review: z.object({ reviewId: z.number() }),
  /** In its thread. */
  review_decision: z.object({ decisionId: z.number() }),
  review_action: z.object({ actionId: z.number() }),
  /** In its thread: its report as a document, which is drawn when it is uploaded. */
  review_report: z.object({ reviewId: z.number() }),
  /** In its thread and in the channel, on the day to which an open review was postponed. `at` in milliseconds. */
  review_day: z.object({ reviewId: z.number(), at: z.number() }),
  /** To the owner, on the working day before the due date. */
  review_reminder: z.object({
    actionId: z.number(),
    ownerId: z.string(),
    dueOn: z.string(),
    /** It was posted before. */
    shown: z.boolean().optional(),
  }),
  /** To a manager: the owner of these actions left or is out of office. */
  review_owner_gone: z.object({
    userId: z.string(),
    ownerId: z.string(),
    actionIds: z.array(z.number()),
    shown: z.boolean().optional(),
  }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof reviewPayloads> {}
}
