import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

export const crmPayloads = {
  /** To the person who connected the CRM, edited in place: the first sync, and what stops it. */
  crm_progress: z.object({ connectionId: z.number() }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof crmPayloads> {}
}
