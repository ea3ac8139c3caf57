import { and, asc, desc, eq, inArray, isNull, lte } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { type PostedPlace, placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { rideKey } from './posted.ts';
import {
  type Debrief,
  isOpenRide,
  isToRemind,
  type RideAlong,
  type RidePerson,
  rideAlongDebriefs,
  rideAlongPeople,
  rideAlongs,
} from './table.ts';

export const rideById = (db: Db, id: number): RideAlong | undefined =>
  db.select().from(rideAlongs).where(eq(rideAlongs.id, id)).get();

export function requireRide(db: Db, id: number): RideAlong {
  const ride = rideById(db, id);
  if (!ride) throw new UserError('This ride-along no longer exists.');
  return ride;
}

export function updateRide(tx: Tx, ride: RideAlong, change: Partial<RideAlong>): RideAlong {
  tx.update(rideAlongs).set(change).where(eq(rideAlongs.id, ride.id)).run();
  return { ...ride, ...change };
}

/** The host and everyone who claimed a seat, also those who gave it back. */
export const peopleOfRide = (db: Db, rideId: number): RidePerson[] =>
  db.select().from(rideAlongPeople).where(eq(rideAlongPeople.rideId, rideId)).orderBy(asc(rideAlongPeople.id)).all();

export const personOfRide = (db: Db, rideId: number, userId: string): RidePerson | undefined =>
  db
    .select()
    .from(rideAlongPeople)
    .where(and(eq(rideAlongPeople.rideId, rideId), eq(rideAlongPeople.userId, userId)))
    .get();

export function updatePerson(tx: Tx, { id }: RidePerson, change: Partial<RidePerson>): void {
  tx.update(rideAlongPeople).set(change).where(eq(rideAlongPeople.id, id)).run();
}

export const isRiding = ({ role, leftAt }: RidePerson): boolean => role === 'rider' && leftAt === null;

/** Was in a meeting that is over, as far as they say. */
export const hasRidden = (person: RidePerson): boolean => isRiding(person) && !person.isMissed;

/** The people who have a seat, in the order of their claims. */
export const ridersOf = (db: Db, rideId: number): RidePerson[] =>
  peopleOfRide(db, rideId)
    .filter(isRiding)
    .toSorted((a, b) => a.since.getTime() - b.since.getTime() || a.id - b.id);

/** Offers that stand in Slack and that people may still react to, newest first. */
export const openOffers = (db: Db, limit: number): (PostedPlace & { subjectId: number })[] =>
  db
    .select({ id: rideAlongs.id })
    .from(rideAlongs)
    .where(isOpenRide)
    .orderBy(desc(rideAlongs.id))
    .limit(limit)
    .all()
    .flatMap(({ id: subjectId }) => {
      const place = placeOfPosted(db, rideKey(subjectId));
      return place ? [{ subjectId, ...place }] : [];
    });

export const dueReminders = (db: Db, now: Date): RidePerson[] =>
  db
    .select()
    .from(rideAlongPeople)
    .where(and(isToRemind, lte(rideAlongPeople.remindAt, now)))
    .orderBy(asc(rideAlongPeople.id))
    .all();

/** Open ones whose time is over. */
export const endedRides = (db: Db, now: Date): RideAlong[] =>
  db
    .select()
    .from(rideAlongs)
    .where(and(isOpenRide, lte(rideAlongs.endsAt, now)))
    .orderBy(asc(rideAlongs.endsAt), asc(rideAlongs.id))
    .all();

/** The seats and offers of these people in open meetings, the earliest first. */
export const openRidesOf = (db: Db, userIds: readonly string[]): { ride: RideAlong; person: RidePerson }[] =>
  db
    .select({ ride: rideAlongs, person: rideAlongPeople })
    .from(rideAlongPeople)
    .innerJoin(rideAlongs, eq(rideAlongs.id, rideAlongPeople.rideId))
    .where(
      and(inArray(rideAlongPeople.userId, [...userIds]), isNull(rideAlongPeople.leftAt), eq(rideAlongs.status, 'open')),
    )
    .orderBy(asc(rideAlongs.startsAt), asc(rideAlongs.id))
    .all();

/** Everyone with a part in an open meeting: Slack is asked whether they are still here. */
export const peopleOfRideAlongs = (db: Db): string[] =>
  db
    .selectDistinct({ userId: rideAlongPeople.userId })
    .from(rideAlongPeople)
    .innerJoin(rideAlongs, eq(rideAlongs.id, rideAlongPeople.rideId))
    .where(and(isNull(rideAlongPeople.leftAt), eq(rideAlongs.status, 'open')))
    .all()
    .map(({ userId }) => userId);

export const debriefById = (db: Db, id: number): Debrief | undefined =>
  db.select().from(rideAlongDebriefs).where(eq(rideAlongDebriefs.id, id)).get();

export function requireDebrief(db: Db, id: number): Debrief {
  const debrief = debriefById(db, id);
  if (!debrief) throw new UserError('This debrief no longer exists.');
  return debrief;
}

/** In the order of their answers. */
export const debriefsOf = (db: Db, rideId: number): Debrief[] =>
  db
    .select()
    .from(rideAlongDebriefs)
    .where(eq(rideAlongDebriefs.rideId, rideId))
    .orderBy(asc(rideAlongDebriefs.id))
    .all();

export const debriefOf = (db: Db, rideId: number, userId: string): Debrief | undefined =>
  debriefsOf(db, rideId).find((debrief) => debrief.userId === userId);
