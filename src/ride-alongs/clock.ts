/** Changes by the clock, and by people who leave the company. */
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { preferencesOf } from '../preferences/queries.ts';
import { leavers } from '../teams/standing.ts';
import { announceRide } from './announce.ts';
import { leaveSeat } from './claim.ts';
import { askForDebrief } from './debrief.ts';
import { markRiddenWin } from './of-lead.ts';
import { callOffRide } from './offer.ts';
import { dueReminders, endedRides, openRidesOf, requireRide, ridersOf, updatePerson, updateRide } from './queries.ts';

/** A transactional task: one reminder for each person, unless they want none. */
export function remindOfRideAlongs(tx: Tx, now: Date): void {
  for (const person of dueReminders(tx, now)) {
    const { rideId, userId } = person;
    updatePerson(tx, person, { remindAt: null });
    if (preferencesOf(tx, userId).reminders === 'off') continue;
    const startsAt = requireRide(tx, rideId).startsAt.getTime();
    enqueue(tx, 'ride_along_reminder', { rideId, userId, startsAt }, { orderingKey: userId }, now);
  }
}

/** A transactional task: meetings that are over take no claims any more, and their riders are asked. */
export function endRideAlongs(tx: Tx, now: Date): void {
  for (const ride of endedRides(tx, now)) {
    const over = updateRide(tx, ride, { status: 'over' });
    announceRide(tx, over, now);
    markRiddenWin(tx, over);
    for (const { userId } of ridersOf(tx, ride.id)) askForDebrief(tx, { rideId: ride.id, userId }, now);
  }
}

/** A transactional task: the meetings of a host who left are called off, and the seats of a rider are free. */
export function releaseSeatsOfLeavers(tx: Tx, now: Date): void {
  for (const { ride, person } of openRidesOf(tx, leavers(tx))) {
    // Their host may have left too.
    if (ride.startsAt <= now || requireRide(tx, ride.id).status !== 'open') continue;
    if (person.role === 'host') callOffRide(tx, { rideId: ride.id, by: null, reason: null }, now);
    else leaveSeat(tx, { rideId: ride.id, userId: person.userId, by: null }, now);
  }
}
