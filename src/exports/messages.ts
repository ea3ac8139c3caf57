import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { datasetNames } from './list.ts';
import { formats } from './write.ts';

export const exportPayloads = {
  /** To the person who asked for it: a file that is made when it is uploaded. */
  export_file: z.object({
    userId: z.string(),
    what: z.enum(datasetNames),
    format: z.enum(formats),
    /** ISO date in UTC; null for everything. */
    since: z.string().nullable(),
    /** The teams whose leads the person may see. */
    teamIds: z.union([z.literal('every'), z.array(z.number())]),
  }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof exportPayloads> {}
}
