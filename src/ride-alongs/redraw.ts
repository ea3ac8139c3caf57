import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { placeOfPosted, recipientsOfPosted } from '../platform/outbox/posted-messages.ts';
import { announceRide } from './announce.ts';
import { askForDebrief, refreshAnswers } from './debrief.ts';
import { showPair } from './pairs.ts';
import { debriefKey, rideKey } from './posted.ts';
import { debriefsOf, requireRide } from './queries.ts';
import { rideAlongPairs, rideAlongs } from './table.ts';

/** Draws every message again that is kept up to date and shows the ride-along or its lead. */
export function redrawRide(tx: Tx, rideId: number, now: Date): void {
  const ride = requireRide(tx, rideId);
  if (placeOfPosted(tx, rideKey(rideId))) announceRide(tx, ride, now);
  for (const userId of recipientsOfPosted(tx, debriefKey(rideId, ''))) askForDebrief(tx, { rideId, userId }, now);
  for (const debrief of debriefsOf(tx, rideId)) refreshAnswers(tx, debrief, now);
  for (const pair of tx.select().from(rideAlongPairs).where(eq(rideAlongPairs.rideId, rideId)).all())
    showPair(tx, pair, now);
}

export function redrawRidesOfLead(tx: Tx, leadId: number, now: Date): void {
  for (const { id } of tx.select({ id: rideAlongs.id }).from(rideAlongs).where(eq(rideAlongs.leadId, leadId)).all())
    redrawRide(tx, id, now);
}
