import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

/** `choice` is written by carry.ts. */
const toPerson = z.object({ userId: z.string(), choice: z.string() });

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
  /** Trends and shares, as Slack's own charts. */
  scoreboard_charts: toPerson,
  /** The funnel and the cohorts: a picture, which is drawn when it is posted. */
  scoreboard_picture: toPerson,
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof scoreboardPayloads> {}
}
