import type { PostedKey } from '../platform/outbox/posted-messages.ts';

export const RIDE_ALONG = 'ride_along';

/** Of the message that offers the seats. */
export const rideKey = (rideId: number): PostedKey => ({ kind: RIDE_ALONG, subjectId: rideId });

/** Asks a rider. */
export const debriefKey = (rideId: number, userId: string): PostedKey => ({
  kind: 'ride_along_debrief',
  subjectId: rideId,
  recipient: userId,
});

/** The answers in a channel. */
export const answersKey = (debriefId: number, channelId: string): PostedKey => ({
  kind: 'ride_along_answers',
  subjectId: debriefId,
  recipient: channelId,
});

/** The pairs of a month, of one person. */
export const pairsKey = (cycleId: number, userId: string): PostedKey => ({
  kind: 'ride_along_pairs',
  subjectId: cycleId,
  recipient: userId,
});
