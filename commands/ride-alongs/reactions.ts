import type { Tx } from '../../src/platform/db/write.ts';
import { claimSeat, leaveSeat, type Rider } from '../../src/ride-alongs/claim.ts';
import { RIDE_ALONG } from '../../src/ride-alongs/posted.ts';
import { isRiding, openOffers, personOfRide } from '../../src/ride-alongs/queries.ts';
import { meaningOf, reactions } from '../../src/ride-alongs/reactions.ts';
import { riderOf } from '../../src/ride-alongs/sides.ts';
import { requireColleague } from '../../src/teams/membership.ts';
import { actOnReaction, type ReactedTo, type Reaction, type ReactionHandler } from '../reaction-handler.ts';

/** Newest offers whose missed reactions are read. */
const MOST_OFFERS = 100;

/** 🙋 on an offer claims a seat, and gives it back when it is taken away. */
export const rideAlongReactions: ReactionHandler = {
  kind: RIDE_ALONG,
  isMeant: (db, emoji) => meaningOf(db, emoji) !== undefined,
  react: actOnReaction<Rider>({
    actorOn: async (deps, _, userId) => {
      await requireColleague(deps.directory, userId);
      return riderOf(deps, userId);
    },
    remember: (tx, subjectId, reaction) => reactions.hear(tx, { subjectId, ...reaction }),
    act,
  }),
  missed: {
    messages: (db) => openOffers(db, MOST_OFFERS),
    known: reactions.of,
  },
};

function act(tx: Tx, { subjectId: rideId }: ReactedTo, rider: Rider, { present }: Reaction, now: Date): void {
  if (present) {
    claimSeat(tx, { rideId, rider }, now);
    return;
  }
  const person = personOfRide(tx, rideId, rider.id);
  if (!person || !isRiding(person)) return;
  if (!reactions.stillMeans(tx, { subjectId: rideId, userId: rider.id }, 'claim'))
    leaveSeat(tx, { rideId, userId: rider.id, by: rider.id }, now);
}
