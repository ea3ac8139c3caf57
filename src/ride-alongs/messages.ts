import { z } from 'zod';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';

const rideId = z.number();
const userId = z.string();

export const rideAlongPayloads = {
  /** The offer, kept up to date. */
  ride_along: z.object({ rideId }),
  /** The calendar file to the host or a rider; `isAnswer` if they have just acted. */
  ride_along_file: z.object({ rideId, userId, isAnswer: z.boolean() }),
  /** The calendar file that takes it out again. */
  ride_along_cancel: z.object({ rideId, userId, isAnswer: z.boolean() }),
  /** To the host: riders since the first one. */
  ride_along_riders: z.object({ rideId, joined: z.array(userId), left: z.array(userId) }),
  /** `startsAt` in milliseconds: a meeting that was moved has another reminder. */
  /** To a rider, once it is over. */
  ride_along_debrief: z.object({ rideId, userId }),
  /** Their answers, for both teams. */
  ride_along_answers: z.object({ debriefId: z.number(), channelId: z.string() }),
  /** The pairs of a month, to one of them. */
  ride_along_pairs: z.object({ cycleId: z.number(), userId }),
  /** To a seller who has not answered, in the thread of the pairs. */
  ride_along_pairs_wait: z.object({ cycleId: z.number(), userId }),
  ride_along_reminder: z.object({ rideId, userId, startsAt: z.number() }),
};

declare module '../platform/outbox/enqueue.ts' {
  interface Messages extends PayloadsOf<typeof rideAlongPayloads> {}
}
