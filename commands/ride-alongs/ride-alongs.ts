import { leadById } from '../../src/leads/queries.ts';
import { FormError, UserError } from '../../src/platform/errors.ts';
import { channelLink } from '../../src/platform/slack/mrkdwn.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { leadFault } from '../../src/requests/form.ts';
import { claimSeat, leaveSeat, type Rider } from '../../src/ride-alongs/claim.ts';
import {
  callOffRide,
  changeRide,
  type Meeting,
  offerRide,
  requireOpenRide,
  seatsFault,
} from '../../src/ride-alongs/offer.ts';
import { pickForPair } from '../../src/ride-alongs/pairs.ts';
import { placeOfOffers } from '../../src/ride-alongs/place.ts';
import { requireRide, ridersOf } from '../../src/ride-alongs/queries.ts';
import { hostTeamOf, riderOf } from '../../src/ride-alongs/sides.ts';
import { timeFault, usualTime } from '../../src/ride-alongs/times.ts';
import { type Side, sides } from '../../src/ride-alongs/types.ts';
import { colleagueFault } from '../../src/teams/membership.ts';
import { otherSide } from '../../src/teams/sides.ts';
import { LEAD_CHOICE } from '../../views/leads/options.ts';
import { rideActions } from '../../views/ride-alongs/card.ts';
import {
  callOffModal,
  changeModal,
  offerModal,
  readCallOff,
  readChange,
  readOffer,
  rideForms,
} from '../../views/ride-alongs/form.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** A host offers a meeting, changes it and calls it off; people of the other team claim its seats. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;

  router.command('/baton ride-along', {
    allow: 'ride_along.offer',
    run: async ({ person, now }) => {
      const offered = (await riderOf(deps, person.id)).sides.map(otherSide);
      const choices = sides.filter((side) => offered.includes(side));
      const [first = 'marketing'] = choices;
      const team = await hostTeamOf(deps, person.id, first);
      if (!team) throw new UserError('You are in no sales or marketing team yet.');
      const startsAt = usualTime(team, now);
      return { open: offerModal({ sides: choices, startsAt, place: channelLink(placeOfOffers(db, first)) }) };
    },
  });

  router.submit(rideForms.offer, {
    allow: 'ride_along.offer',
    read: readOffer,
    resource: async ({ ref, value, person }) => {
      const side = value.side ?? ref.side ?? 'marketing';
      const team = await hostTeamOf(deps, person.id, side);
      if (!team) throw new UserError(`Only ${otherSide(side)} offers seats to ${side}.`);
      const rider = value.rider === undefined ? undefined : await riderOf(deps, value.rider);
      return { teamId: team.id, side, rider };
    },
    check: async ({ value, resource: { side, rider }, person, now }) => {
      const faults = await faultsOf(deps, value.meeting, person.id, now);
      const rides = rider && (await riderFault(deps, rider, side));
      return rides ? { ...faults, rider: rides } : faults;
    },
    change: (tx, { ref, value, resource: { teamId, side, rider }, person: { id: by } }, now) => {
      const { id: rideId } = offerRide(tx, { meeting: value.meeting, hostId: by, teamId, side }, now);
      if (rider) claimSeat(tx, { rideId, rider, by }, now);
      if (ref.pairId != null) pickForPair(tx, { id: ref.pairId, by, rideId }, now);
    },
  });

  const rideOf = (id: number) => {
    const ride = requireRide(db, id);
    return { ride, ownerId: ride.hostId };
  };

  router.press(rideActions.claim, {
    allow: 'ride_along.claim',
    resource: async ({ person }) => ({ ownerId: person.id, rider: await riderOf(deps, person.id) }),
    change: (tx, { value, resource: { rider } }, now) => claimSeat(tx, { rideId: idIn(value), rider }, now),
  });

  router.press(rideActions.leave, {
    allow: 'ride_along.claim',
    change: (tx, { value, person: { id } }, now) => leaveSeat(tx, { rideId: idIn(value), userId: id, by: id }, now),
  });

  router.press(rideActions.change, {
    allow: 'ride_along.change',
    resource: ({ value }) => rideOf(idIn(value)),
    run: ({ resource: { ride }, now }) => {
      requireOpenRide(db, ride.id, now);
      return { open: changeModal(ride, ride.leadId === null ? undefined : leadById(db, ride.leadId)) };
    },
  });

  router.submit(rideForms.change, {
    allow: 'ride_along.change',
    read: readChange,
    resource: ({ ref }) => rideOf(ref.id),
    check: ({ value, resource: { ride }, person, now }) => {
      // A lead that stays was chosen by someone who sees it.
      const isSame = value.meeting.leadId === ride.leadId;
      return faultsOf(deps, { ...value.meeting, ...(isSame && { leadId: null }) }, person.id, now);
    },
    change: (tx, { value: { meeting }, resource: { ride }, person }, now) => {
      const seats = seatsFault(tx, ride, meeting.seats);
      if (seats) throw new FormError({ seats });
      changeRide(tx, { rideId: ride.id, meeting, by: person.id }, now);
    },
  });

  router.press(rideActions.callOff, {
    allow: 'ride_along.change',
    resource: ({ value }) => rideOf(idIn(value)),
    run: ({ resource: { ride }, now }) => {
      requireOpenRide(db, ride.id, now);
      return { open: callOffModal(ride, ridersOf(db, ride.id).length) };
    },
  });

  router.submit(rideForms.callOff, {
    allow: 'ride_along.change',
    read: readCallOff,
    resource: ({ ref }) => rideOf(ref.id),
    change: (tx, { value: { reason }, resource: { ride }, person }, now) =>
      callOffRide(tx, { rideId: ride.id, by: person.id, reason }, now),
  });
}

/** Why a person cannot be given a seat; undefined if they can. */
async function riderFault(deps: Deps, { id, sides: theirs }: Rider, side: Side): Promise<string | undefined> {
  if (!theirs.includes(side)) return `They are not in ${side}.`;
  return colleagueFault(deps.directory, id, 'ride along');
}

/** By field; undefined without any. */
async function faultsOf(
  deps: Deps,
  { startsAt, leadId }: Meeting,
  userId: string,
  now: Date,
): Promise<Record<string, string> | undefined> {
  const when = timeFault(startsAt, now);
  const lead = await leadFault(deps, userId, leadId);
  if (!when && !lead) return undefined;
  return { ...(when && { startsAt: when }), ...(lead && { [LEAD_CHOICE]: lead }) };
}
