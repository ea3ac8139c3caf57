import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

export const winPayloads = {
  /** The post of one win. */
  lead_win: z.object({ leadId: z.number() }),
  /** The small wins of a week. */
  win_week: z.object({ weekId: z.number() }),
  /** The celebration of a quarter, in one of its channels. */
  celebration: z.object({ id: z.number(), channel: z.string() }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof winPayloads> {}
}
