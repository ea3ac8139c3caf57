import { UserError } from '../../src/platform/errors.ts';
import { channelLink } from '../../src/platform/slack/mrkdwn.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { declinePair, requirePairOf, requireProposed } from '../../src/ride-alongs/pairs.ts';
import { placeOfOffers } from '../../src/ride-alongs/place.ts';
import { hostTeamOf } from '../../src/ride-alongs/sides.ts';
import { usualTime } from '../../src/ride-alongs/times.ts';
import { offerModal } from '../../views/ride-alongs/form.ts';
import { pairActions } from '../../views/ride-alongs/pairs.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** A pair of the month: the seller picks a call, or one of them says not this month. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;

  router.press(pairActions.pick, {
    allow: 'ride_along.offer',
    run: async ({ value, person, now }) => {
      const pair = requirePairOf(db, idIn(value), person.id);
      requireProposed(pair);
      const team = await hostTeamOf(deps, person.id, 'marketing');
      if (!team || pair.sellerId !== person.id) throw new UserError('Only the seller of this pair picks a call.');
      const place = channelLink(placeOfOffers(db, 'marketing'));
      const startsAt = usualTime(team, now);
      return {
        open: offerModal({ sides: ['marketing'], startsAt, place, pair: { id: pair.id, riderId: pair.marketerId } }),
      };
    },
  });

  router.press(pairActions.notNow, {
    allow: 'ride_along.claim',
    change: (tx, { value, person }, now) => declinePair(tx, { id: idIn(value), by: person.id }, now),
  });
}
