/** The messages of a ride-along: its offer, and the calendar files of the people in it. */
import { noteChange } from '../platform/changes/changes.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { dedupeKeyOf, placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { RIDE_ALONG, rideKey } from './posted.ts';
import { isRiding, peopleOfRide } from './queries.ts';
import type { RideAlong } from './table.ts';

/** The offer shows the present state, so one edit covers all changes that wait. */
export function announceRide(tx: Tx, { id: rideId, channelId }: RideAlong, now: Date): void {
  const key = rideKey(rideId);
  const orderingKey = placeOfPosted(tx, key)?.channel ?? channelId;
  noteChange(tx, { people: peopleOfRide(tx, rideId).map(({ userId }) => userId) }, now);
  enqueue(tx, RIDE_ALONG, { rideId }, { orderingKey, dedupeKey: dedupeKeyOf(key) }, now);
}

interface To {
  userId: string;
  /** The person who has just acted. */
  by: string | null;
}

export const sendFile = (tx: Tx, { id: rideId }: RideAlong, { userId, by }: To, now: Date): void =>
  enqueueFile(tx, 'ride_along_file', { rideId, userId, isAnswer: userId === by }, now);

export const sendCancel = (tx: Tx, { id: rideId }: RideAlong, { userId, by }: To, now: Date): void =>
  enqueueFile(tx, 'ride_along_cancel', { rideId, userId, isAnswer: userId === by }, now);

function enqueueFile(
  tx: Tx,
  kind: 'ride_along_file' | 'ride_along_cancel',
  payload: { rideId: number; userId: string; isAnswer: boolean },
  now: Date,
): void {
  const { rideId, userId } = payload;
  const dedupeKey = dedupeKeyOf({ kind, subjectId: rideId, recipient: userId });
  enqueue(tx, kind, payload, { orderingKey: userId, dedupeKey }, now);
}

/** Everyone who rides, and the host once someone does, has the new times in their calendar. */
export function announceToAll(tx: Tx, ride: RideAlong, by: string | null, now: Date): void {
  for (const person of peopleOfRide(tx, ride.id)) {
    const { userId } = person;
    if (ride.status === 'called_off') sendCancel(tx, ride, { userId, by }, now);
    else if (isRiding(person) || person.hasFile) sendFile(tx, ride, { userId, by }, now);
  }
}

/** Tells the host who rides along, the first time with the calendar file. */
export function tellHost(
  tx: Tx,
  ride: RideAlong,
  { joined = [], left = [] }: { joined?: string[]; left?: string[] },
  now: Date,
): void {
  const { id: rideId, hostId } = ride;
  const host = peopleOfRide(tx, rideId).find(({ role }) => role === 'host');
  if (host && !host.hasFile && joined.length > 0) sendFile(tx, ride, { userId: hostId, by: null }, now);
  else {
    const dedupeKey = `ride_along_riders:${rideId}`;
    enqueue(tx, 'ride_along_riders', { rideId, joined, left }, { orderingKey: hostId, dedupeKey }, now);
  }
}
