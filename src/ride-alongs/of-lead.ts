/** The ride-alongs of a lead, which count as a part in its win. */
import { markWin } from '../leads/win-mark.ts';
import { and, eq, isNull, lte, ne, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { type RideAlong, rideAlongPeople, rideAlongs } from './table.ts';

interface RidesOfPerson {
  userId: string;
  rides: number;
  lastAt: Date;
}

/** The people who rode along in meetings of a lead that ended by then, in the order of their first one. */
export const ridesOfLead = (db: Db, leadId: number, until: Date): RidesOfPerson[] =>
  db
    .select({
      userId: rideAlongPeople.userId,
      rides: sql<number>`count(*)`,
      lastAt: sql<number>`max(${rideAlongs.startsAt})`,
    })
    .from(rideAlongs)
    .innerJoin(rideAlongPeople, eq(rideAlongPeople.rideId, rideAlongs.id))
    .where(
      and(
        eq(rideAlongs.leadId, leadId),
        ne(rideAlongs.status, 'called_off'),
        lte(rideAlongs.endsAt, until),
        eq(rideAlongPeople.role, 'rider'),
        isNull(rideAlongPeople.leftAt),
        eq(rideAlongPeople.isMissed, false),
      ),
    )
    .groupBy(rideAlongPeople.userId)
    .orderBy(sql`min(${rideAlongs.id})`, rideAlongPeople.userId)
    .all()
    .map(({ lastAt, ...rides }) => ({ ...rides, lastAt: new Date(lastAt) }));

/** The parts in a win are read again after a ride-along of its lead changed. */
export function markRiddenWin(tx: Tx, { leadId }: Pick<RideAlong, 'leadId'>): void {
  if (leadId !== null) markWin(tx, leadId);
}
