import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { rehearsalSteps } from './types.ts';

export const setupPayloads = {
  setup_greeting: z.object({ userId: z.string() }),
  rehearsal_card: z.object({ rehearsalId: z.number() }),
  /** A line in the thread of the card. */
  rehearsal_story: z.object({ rehearsalId: z.number(), step: z.enum(rehearsalSteps) }),
  /** Of Baton in the channel of a team. */
  introduction: z.object({ teamId: z.number() }),
  welcome: z.object({ userId: z.string(), teamId: z.number() }),
  /** The events and commands that an update added to the manifest. */
  manifest_news: z.object({ userId: z.string(), added: z.array(z.string()) }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof setupPayloads> {}
}
