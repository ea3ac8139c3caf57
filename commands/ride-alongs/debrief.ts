import { LONGEST_POINT } from '../../src/agenda/types.ts';
import { leadById } from '../../src/leads/queries.ts';
import { seesLead } from '../../src/leads/reads/sight.ts';
import { sightOf } from '../../src/leads/reads/visible.ts';
import { UserError } from '../../src/platform/errors.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { debriefToReview, noteMissing, requireRider, saveDebrief, saveMissed } from '../../src/ride-alongs/debrief.ts';
import { debriefOf, requireDebrief, requireRide } from '../../src/ride-alongs/queries.ts';
import { showRide } from '../../src/ride-alongs/shown.ts';
import {
  DEBRIEF_FORM,
  debriefActions,
  debriefModal,
  pointWords,
  readDebrief,
} from '../../views/ride-alongs/debrief.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { requestFormFor } from '../requests/ask.ts';

/** Riders write a debrief; both teams make requests, notes and points of the review from it. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;

  router.press(debriefActions.write, {
    allow: 'ride_along.debrief',
    run: ({ value, person: { id: userId } }) => {
      const { ride } = requireRider(db, { rideId: idIn(value), userId });
      return { open: debriefModal(ride, debriefOf(db, ride.id, userId)) };
    },
  });

  router.submit(DEBRIEF_FORM, {
    allow: 'ride_along.debrief',
    read: readDebrief,
    change: (tx, { ref: { id: rideId }, value, person }, now) =>
      saveDebrief(tx, { rideId, userId: person.id, ...value }, now),
  });

  for (const [action, isMissed] of [
    [debriefActions.missed, true],
    [debriefActions.took, false],
  ] as const) {
    router.press(action, {
      allow: 'ride_along.debrief',
      change: (tx, { value, person }, now) => saveMissed(tx, { rideId: idIn(value), userId: person.id, isMissed }, now),
    });
  }

  router.press(debriefActions.request, {
    allow: 'request.ask',
    run: async ({ value, person }) => {
      const debrief = requireDebrief(db, idIn(value));
      if (debrief.requestId !== null) throw new UserError('This content was requested already.');
      const { leadId } = requireRide(db, debrief.rideId);
      const lead = leadId === null ? undefined : leadById(db, leadId);
      const isSeen = lead && seesLead(await sightOf(deps, person), lead);
      const start = { title: debrief.missing ?? '', words: debrief.asked, debriefId: debrief.id };
      return { open: await requestFormFor(deps, person.id, { ...start, ...(isSeen && { lead }) }) };
    },
  });

  router.press(debriefActions.note, {
    allow: 'ride_along.follow_up',
    change: (tx, { value }, now) => noteMissing(tx, idIn(value), now),
  });

  router.press(debriefActions.review, {
    allow: 'ride_along.follow_up',
    change: (tx, { value, message, person }, now) => {
      if (!message) return;
      const debrief = requireDebrief(tx, idIn(value));
      const { card } = showRide(tx, requireRide(tx, debrief.rideId));
      const place = { ...message, ...(card?.channel === message.channel && { threadTs: card.ts }) };
      debriefToReview(tx, { id: debrief.id, by: person.id, words: pointWords(debrief, LONGEST_POINT), place }, now);
    },
  });
}
