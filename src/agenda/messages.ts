import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

export const agendaPayloads = {
  /** Edits the message of the review that is open. */
  agenda: z.object({}),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof agendaPayloads> {}
}
