import { and, asc, gte, lt, ne } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { debriefsOf, hasRidden, ridersOf } from '../ride-alongs/queries.ts';
import { rideAlongs } from '../ride-alongs/table.ts';

export interface Rides {
  /** Over, with at least one rider who was there. */
  held: number;
  /** To come, with at least one rider. */
  planned: number;
  /** To come, and no one has claimed a seat. */
  offered: number;
  /** Of the held ones. */
  debriefs: number;
}

/** Ride-alongs that end in this time. Meetings that were called off do not count. */
export function readRides(db: Db, { from, to }: { from: Date; to: Date }, now: Date): Rides {
  const rides = db
    .select()
    .from(rideAlongs)
    .where(and(gte(rideAlongs.endsAt, from), lt(rideAlongs.endsAt, to), ne(rideAlongs.status, 'called_off')))
    .orderBy(asc(rideAlongs.id))
    .all();
  const counted: Rides = { held: 0, planned: 0, offered: 0, debriefs: 0 };
  for (const { id, endsAt } of rides) {
    const hasRiders = ridersOf(db, id).some(hasRidden);
    if (endsAt > now) counted[hasRiders ? 'planned' : 'offered'] += 1;
    else if (hasRiders) {
      counted.held += 1;
      counted.debriefs += debriefsOf(db, id).length;
    }
  }
  return counted;
}
