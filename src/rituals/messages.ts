import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

/** To a participant: all rituals that ask at this time. `shown`: it was posted before. */
const toParticipant = z.object({ userId: z.string(), cycleIds: z.array(z.number()), shown: z.boolean().optional() });

export const ritualPayloads = {
  ritual_invitation: toParticipant,
  /** To a manager: rituals that will soon ask people. */
  ritual_ahead: toParticipant,
  /** Only of those that the person has not answered. */
  ritual_reminder: toParticipant,
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof ritualPayloads> {}
}
