import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

const copy = z.object({ questionId: z.number(), userId: z.string() });

export const rolePayloads = {
  /** A question, to a manager or the executive. */
  role_question: copy,
  /** The answer on which both agree, to the asker and its author. */
  role_answer: copy,
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof rolePayloads> {}
}
