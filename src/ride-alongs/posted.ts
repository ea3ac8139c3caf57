import type { PostedKey } from '../platform/outbox/posted-messages.ts';

export const RIDE_ALONG = 'ride_along';

/** Of the message that offers the seats. */
export const rideKey = (rideId: number): PostedKey => ({ kind: RIDE_ALONG, subjectId: rideId });
