import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

export const scoreboardPayloads = {
  /** To the channel of both teams, at the start of a week. `at` in milliseconds. */
  scoreboard_week: z.object({ at: z.number() }),
  /** A file with figures, or with the leads behind one; it is made when it is posted. */
  scoreboard_csv: z.object({
    userId: z.string(),
    /** Written by carry.ts. */
    choice: z.string(),
    /** The figure whose leads are asked for; null for all figures. */
    asked: z.string().nullable(),
    /** The teams whose leads the person may see. */
    teamIds: z.union([z.literal('every'), z.array(z.number())]),
  }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof scoreboardPayloads> {}
}
