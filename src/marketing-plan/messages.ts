import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

export const planPayloads = {
  /** A question, to the owner of its entry. */
  plan_question: z.object({ questionId: z.number(), userId: z.string() }),
  /** The answer, to the asker. */
  plan_answer: z.object({ questionId: z.number() }),
  /** The entries of a week, in the channel of a sales team. Dates are ISO dates. */
  plan_week: z.object({ teamId: z.number(), from: z.string(), to: z.string() }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof planPayloads> {}
}
