import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

const questionId = z.number();
/** The channel or person that gets a copy of each question. */
const place = z.string();

export const questionPayloads = {
  question_copy: z.object({ questionId, place }),
  question_reply: z.object({ questionId, place, replyId: z.number() }),
  questions_wait: z.object({ place }),
  /** The question with its answer, in a public channel. */
  question_post: z.object({ questionId }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof questionPayloads> {}
}
