/** People of the other team claim a seat, and give it back. */
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { conjunction } from '../platform/list-format.ts';
import { mention } from '../platform/slack/mrkdwn.ts';
import { announceRide, sendCancel, sendFile, tellHost } from './announce.ts';
import { requireOpenRide } from './offer.ts';
import { isRiding, personOfRide, ridersOf, updatePerson, updateRide } from './queries.ts';
import { reminderFor } from './reminder.ts';
import { type RideAlong, rideAlongPeople } from './table.ts';
import type { Side } from './types.ts';

export interface Rider {
  id: string;
  /** The kinds of team that they are in. */
  sides: readonly Side[];
}

/**
 * `by` is the host who gives it to them. Of two people who claim the last seat at once, the first has it. A repeated press or reaction changes nothing.
 * @throws UserError for the host, for people of the host's own side, and when all seats are taken.
 */
export function claimSeat(
  tx: Tx,
  { rideId, rider, by = rider.id }: { rideId: number; rider: Rider; by?: string },
  now: Date,
): void {
  const ride = requireOpenRide(tx, rideId, now);
  const known = personOfRide(tx, rideId, rider.id);
  if (known && isRiding(known)) return;
  requireSeatFor(tx, ride, rider);
  const remindAt = reminderFor(tx, rider.id, ride, now);
  if (known) {
    updatePerson(tx, known, { leftAt: null, since: now, remindAt });
    // Calendars take the entry again only after its cancellation.
    updateRide(tx, ride, { sequence: ride.sequence + 1 });
  } else
    tx.insert(rideAlongPeople)
      .values({ rideId, userId: rider.id, role: 'rider', since: now, hasFile: false, remindAt })
      .run();
  sendFile(tx, ride, { userId: rider.id, by }, now);
  tellHost(tx, ride, { joined: [rider.id] }, now);
  announceRide(tx, ride, now);
}

function requireSeatFor(tx: Tx, ride: RideAlong, { id, sides }: Rider): void {
  if (id === ride.hostId) throw new UserError('This is your own meeting. You are in it anyway.');
  if (!sides.includes(ride.side))
    throw new UserError(`These seats are for ${ride.side}. ${mention(ride.hostId)} offers them.`);
  const riders = ridersOf(tx, ride.id);
  if (riders.length < ride.seats) return;
  const names = conjunction.format(riders.map(({ userId }) => mention(userId)));
  const taken = ride.seats === 1 ? 'The seat is taken' : 'All seats are taken';
  throw new UserError(`${taken}: ${names} ${riders.length === 1 ? 'rides' : 'ride'} along.`);
}

/** Gives the seat back. @throws UserError if they have none. */
export function leaveSeat(
  tx: Tx,
  { rideId, userId, by }: { rideId: number; userId: string; by: string | null },
  now: Date,
): void {
  const ride = requireOpenRide(tx, rideId, now);
  const person = personOfRide(tx, rideId, userId);
  if (!person || !isRiding(person)) throw new UserError('You have no seat in this meeting.');
  updatePerson(tx, person, { leftAt: now, remindAt: null });
  // Calendars take a cancellation only after the entry.
  const left = updateRide(tx, ride, { sequence: ride.sequence + 1 });
  sendCancel(tx, left, { userId, by }, now);
  tellHost(tx, left, { left: [userId] }, now);
  announceRide(tx, left, now);
}
