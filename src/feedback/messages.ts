import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

const aboutRound = z.object({ roundId: z.number() });
const toPerson = aboutRound.extend({ userId: z.string() });

export const feedbackPayloads = {
  feedback_request: toPerson,
  /** The file of a survey. */
  feedback_draft: toPerson.extend({ sha256: z.string() }),
  feedback_reminder: toPerson,
  feedback_card: aboutRound,
  feedback_summary: aboutRound,
  feedback_shared: aboutRound.extend({ channel: z.string(), withWords: z.boolean() }),
  feedback_action_wanted: aboutRound,
  feedback_action: toPerson,
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof feedbackPayloads> {}
}
