import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

export const inboxPayloads = {
  /** Below a message that looks like a lead. */
  lead_proposal: z.object({ proposalId: z.number() }),
  /** To the person who put the emoji on a message: the form that a reaction cannot open. */
  handoff_offer: z.object({ channel: z.string(), userId: z.string(), draftId: z.string() }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof inboxPayloads> {}
}
