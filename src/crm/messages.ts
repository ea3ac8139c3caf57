import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

export const crmPayloads = {
  /** To the person who connected the CRM, edited in place: the first sync, and what stops it. */
  crm_progress: z.object({ connectionId: z.number() }),
  /** To the channel of the team: the leads that a reading brought as a list, which have no cards. */
  crm_list: z.object({ connectionId: z.number(), teamId: z.number(), after: z.number(), until: z.number() }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof crmPayloads> {}
}
