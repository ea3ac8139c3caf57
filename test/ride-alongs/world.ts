/** Meetings of the host UHOST in sales, with two seats for marketing; a team on each side, and its messages. */
import { outbox } from '../../src/platform/outbox/table.ts';
import { claimSeat, leaveSeat } from '../../src/ride-alongs/claim.ts';
import { endRideAlongs } from '../../src/ride-alongs/clock.ts';
import { type Meeting, offerRide } from '../../src/ride-alongs/offer.ts';
import type { RideAlong } from '../../src/ride-alongs/table.ts';
import { newWorld as newCompany } from '../reviews/world.ts';

/** A Thursday, 10:00 in Berlin. */
export const START = new Date('2026-11-19T09:00:00Z');
export const meeting: Meeting = {
  ...{ kind: 'call', title: 'First call', leadId: null, minutes: 30, seats: 2, place: null, words: null },
  startsAt: new Date('2026-11-24T13:00:00Z'),
};
/** When it is over. */
export const AFTER = new Date('2026-11-24T13:30:00Z');

export async function newWorld() {
  const { db, write } = await newCompany(START);
  return {
    ...{ db, write },
    offer: (more: Partial<Meeting> = {}): Promise<RideAlong> =>
      write((tx) =>
        offerRide(tx, { meeting: { ...meeting, ...more }, hostId: 'UHOST', teamId: 1, side: 'marketing' }, START),
      ),
    claim: (rideId: number, id: string, by = id) =>
      write((tx) => claimSeat(tx, { rideId, rider: { id, sides: ['marketing'] }, by }, START)),
    leave: (rideId: number, userId: string, by: string | null = userId) =>
      write((tx) => leaveSeat(tx, { rideId, userId, by }, START)),
    end: (now = AFTER) => write((tx) => endRideAlongs(tx, now)),
    /** The waiting messages as kind and place, of answers with a mark; they are settled then. */
    post: (): string[] => {
      const rows = db.select().from(outbox).all();
      db.delete(outbox).run();
      return rows
        .map(({ kind, orderingKey, payload }) => {
          const isAnswer = (payload as { isAnswer?: boolean }).isAnswer === true;
          return `${kind.replace('ride_along', 'ride')} ${orderingKey}${isAnswer ? ' at once' : ''}`;
        })
        .sort();
    },
  };
}

export type World = Awaited<ReturnType<typeof newWorld>>;
