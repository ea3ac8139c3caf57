import { ERASED } from '../leads/erase.ts';
import { leadById } from '../leads/queries.ts';
import type { Lead } from '../leads/table.ts';
import type { Db } from '../platform/db/open.ts';
import { type PostedPlace, placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { rideKey } from './posted.ts';
import { debriefsOf, hasRidden, ridersOf } from './queries.ts';
import type { RideAlong } from './table.ts';

/** A ride-along with everything that its messages show. */
export interface ShownRide {
  ride: RideAlong;
  lead: Lead | undefined;
  /** In the order of their claims; after the meeting without those who did not come. */
  riders: string[];
  debriefs: number;
  /** Of the offer. */
  card: PostedPlace | undefined;
}

export const showRide = (db: Db, ride: RideAlong): ShownRide => ({
  ride,
  // The retention of the lead may come later than that of the ride-along.
  lead: ride.leadId === null || ride.title === ERASED ? undefined : leadById(db, ride.leadId),
  riders: ridersOf(db, ride.id)
    .filter(hasRidden)
    .map(({ userId }) => userId),
  debriefs: debriefsOf(db, ride.id).length,
  card: placeOfPosted(db, rideKey(ride.id)),
});
