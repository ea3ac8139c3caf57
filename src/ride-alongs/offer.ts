/** A meeting is offered, changed, and called off. */
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { mention } from '../platform/slack/mrkdwn.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { announceRide, announceToAll } from './announce.ts';
import { placeOfOffers } from './place.ts';
import { peopleOfRide, requireRide, ridersOf, updatePerson, updateRide } from './queries.ts';
import { reminderFor } from './reminder.ts';
import { type RideAlong, rideAlongPeople, rideAlongs } from './table.ts';
import type { MeetingKind, Side } from './types.ts';

/** The entries of the form. */
export interface Meeting {
  kind: MeetingKind;
  title: string;
  leadId: number | null;
  startsAt: Date;
  minutes: number;
  seats: number;
  place: string | null;
  words: string | null;
}

const timesOf = ({ minutes, ...meeting }: Meeting) => ({
  ...meeting,
  endsAt: new Date(meeting.startsAt.getTime() + minutes * MINUTE_MS),
});

/** Offers it to the other team. The message is sent with the commit. */
export function offerRide(
  tx: Tx,
  { meeting, hostId, teamId, side }: { meeting: Meeting; hostId: string; teamId: number; side: Side },
  now: Date,
): RideAlong {
  const offer = { hostId, teamId, side, channelId: placeOfOffers(tx, side), status: 'open' as const };
  const ride = tx
    .insert(rideAlongs)
    .values({ ...timesOf(meeting), ...offer, sequence: 0, createdAt: now })
    .returning()
    .get();
  const remindAt = reminderFor(tx, hostId, ride, now);
  tx.insert(rideAlongPeople)
    .values({ rideId: ride.id, userId: hostId, role: 'host', since: now, hasFile: false, remindAt })
    .run();
  announceRide(tx, ride, now);
  return ride;
}

/** Why there cannot be so few seats; undefined if there can. */
export function seatsFault(tx: Tx, { id }: RideAlong, seats: number): string | undefined {
  const riders = ridersOf(tx, id).length;
  return riders > seats ? `${riders} people ride along already.` : undefined;
}

/** People hear of it if it concerns their calendars; the number of seats does not. */
export function changeRide(
  tx: Tx,
  { rideId, meeting, by }: { rideId: number; meeting: Meeting; by: string },
  now: Date,
): void {
  const ride = requireOpenRide(tx, rideId, now);
  const after = timesOf(meeting);
  const isNews = changedFields(ride, after).length > 0;
  const changed = updateRide(tx, ride, { ...after, sequence: ride.sequence + (isNews ? 1 : 0) });
  remindAgain(tx, changed, now);
  if (isNews) announceToAll(tx, changed, by, now);
  announceRide(tx, changed, now);
}

type Fields = Omit<ReturnType<typeof timesOf>, 'seats'>;

const changedFields = (ride: RideAlong, after: Fields) =>
  (['kind', 'title', 'leadId', 'startsAt', 'endsAt', 'place', 'words'] as const).filter(
    (field) => ride[field]?.valueOf() !== after[field]?.valueOf(),
  );

function remindAgain(tx: Tx, ride: RideAlong, now: Date): void {
  for (const person of peopleOfRide(tx, ride.id)) {
    const remindAt = person.leftAt === null ? reminderFor(tx, person.userId, ride, now) : null;
    updatePerson(tx, person, { remindAt });
  }
}

/** Once. `by` is null if Baton does it, because the host left. */
export function callOffRide(
  tx: Tx,
  { rideId, by, reason }: { rideId: number; by: string | null; reason: string | null },
  now: Date,
): void {
  const ride = requireOpenRide(tx, rideId, now);
  const status = 'called_off';
  const off = updateRide(tx, ride, { status, calledOffBy: by, reason, sequence: ride.sequence + 1 });
  for (const person of peopleOfRide(tx, rideId)) updatePerson(tx, person, { remindAt: null });
  announceToAll(tx, off, by, now);
  announceRide(tx, off, now);
}

/** @throws UserError once it was called off or has begun. */
export function requireOpenRide(tx: Db, rideId: number, now: Date): RideAlong {
  const ride = requireRide(tx, rideId);
  if (ride.status === 'called_off')
    throw new UserError(`This was called off${ride.calledOffBy ? ` by ${mention(ride.calledOffBy)}` : ''}.`);
  if (ride.startsAt <= now) throw new UserError('This meeting has begun already.');
  return ride;
}
