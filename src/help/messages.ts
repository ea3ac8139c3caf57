import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { roles } from '../teams/roles.ts';

/** Intents of a person who writes to Baton. */
const intents = ['help', 'leads', 'content', 'handoff', 'nothing'] as const;

const answer = z.object({
  userId: z.string(),
  /** Where the person mentioned Baton; null for a direct message. */
  channel: z.string().nullable(),
  wants: z.enum(intents),
  /** The draft of the form that the answer offers. */
  draftId: z.string().nullable(),
  roles: z.array(z.enum(roles)),
});

export type Answer = z.infer<typeof answer>;

export const helpPayloads = { answer };

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof helpPayloads> {}
}
