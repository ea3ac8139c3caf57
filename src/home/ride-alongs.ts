import type { Db } from '../platform/db/open.ts';
import { openRidesOf } from '../ride-alongs/queries.ts';
import { type ShownRide, showRide } from '../ride-alongs/shown.ts';

/** Ride-alongs of a person that are listed. */
const RIDES_SIZE = 4;

export interface OwnRides {
  /** The earliest first. */
  rides: ShownRide[];
  total: number;
}

/** Meetings to come in which a person rides along or is the host; undefined without any. */
export function readOwnRides(db: Db, userId: string): OwnRides | undefined {
  const found = openRidesOf(db, [userId]);
  if (found.length === 0) return undefined;
  return { rides: found.slice(0, RIDES_SIZE).map(({ ride }) => showRide(db, ride)), total: found.length };
}
