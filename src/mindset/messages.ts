import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

const toPerson = z.object({ cycleId: z.number(), userId: z.string(), shown: z.boolean().optional() });
const toChannel = z.object({ cycleId: z.number(), channel: z.string() });

export const mindsetPayloads = {
  /** To the facilitator: the answers are to be grouped. */
  mindset_grouping: toPerson,
  /** In the channel of both teams, or in one of each side. */
  mindset_result: toChannel,
  /** To a manager: what to do after a result. */
  mindset_next: toPerson,
  /** In the channels: the three that managers agreed on. */
  mindset_three: toChannel,
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof mindsetPayloads> {}
}
