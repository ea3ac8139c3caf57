import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

export const teamPayloads = {
  /** To the earlier and the new manager, and to the admins. */
  team_manager_changed: z.object({ changeId: z.number(), userId: z.string() }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof teamPayloads> {}
}
