/** Retention: the texts of a past ride-along may name a contact, so they go when those of closed leads do. */
import { ERASED, keepEndedMonths } from '../leads/erase.ts';
import { and, lt, ne } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Job } from '../platform/schedule/job.ts';
import { A_NIGHT, keepingJobs } from '../platform/settings/retention.ts';
import { announceRide } from './announce.ts';
import { eraseDebrief } from './debrief.ts';
import { debriefsOf, updateRide } from './queries.ts';
import { rideAlongs } from './table.ts';

export const retentionJobs = (db: Db): Job[] =>
  keepingJobs(db, { name: 'erase ride-alongs', kept: keepEndedMonths, run: eraseOld });

export function eraseOld(tx: Tx, before: Date, now: Date): void {
  const old = and(lt(rideAlongs.endsAt, before), ne(rideAlongs.title, ERASED));
  for (const ride of tx.select().from(rideAlongs).where(old).limit(A_NIGHT).all()) {
    announceRide(tx, updateRide(tx, ride, { title: ERASED, place: null, words: null, reason: null }), now);
    for (const debrief of debriefsOf(tx, ride.id)) eraseDebrief(tx, debrief, now);
  }
}
