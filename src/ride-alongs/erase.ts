/** Retention: the texts of a past ride-along may name a contact, so they go when those of closed leads do. */
import { ERASED, keepEndedMonths } from '../leads/erase.ts';
import { and, eq, lt, ne } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Job } from '../platform/schedule/job.ts';
import { A_NIGHT, keepingJobs } from '../platform/settings/retention.ts';
import { updateRide } from './queries.ts';
import { redrawRide } from './redraw.ts';
import { rideAlongDebriefs, rideAlongs } from './table.ts';

export const retentionJobs = (db: Db): Job[] =>
  keepingJobs(db, { name: 'erase ride-alongs', kept: keepEndedMonths, run: eraseOld });

export function eraseOld(tx: Tx, before: Date, now: Date): void {
  const old = and(lt(rideAlongs.endsAt, before), ne(rideAlongs.title, ERASED));
  for (const ride of tx.select().from(rideAlongs).where(old).limit(A_NIGHT).all()) {
    updateRide(tx, ride, { title: ERASED, place: null, words: null, reason: null });
    tx.update(rideAlongDebriefs)
      .set({ asked: ERASED, missing: null, surprised: null })
      .where(eq(rideAlongDebriefs.rideId, ride.id))
      .run();
    redrawRide(tx, ride.id, now);
  }
}
