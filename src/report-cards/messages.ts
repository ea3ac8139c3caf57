import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { teamKinds } from '../teams/table.ts';

export const reportCardPayloads = {
  /** Both cards of a cycle in one channel, kept up to date. */
  report_card: z.object({ cycleId: z.number(), channel: z.string() }),
  /** In the thread of the cards: the answer to a need. */
  report_card_action: z.object({
    cycleId: z.number(),
    side: z.enum(teamKinds),
    place: z.number(),
    channel: z.string(),
  }),
  /** To a manager of a side whose weak needs have no action. */
  report_card_waits: z.object({
    cycleId: z.number(),
    side: z.enum(teamKinds),
    userId: z.string(),
    shown: z.boolean().optional(),
  }),
  /** The curves of both sides, for a person who asked for them. */
  report_card_history: z.object({ userId: z.string() }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof reportCardPayloads> {}
}
