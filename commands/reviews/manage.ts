import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { close, dayFault, postpone, requireCurrent, skip, usualNewDay } from '../../src/reviews/acts.ts';
import { requireReview } from '../../src/reviews/queries.ts';
import { postponeModal, readPostpone, readSkip, reviewForms, skipModal } from '../../views/reviews/forms.ts';
import { reviewActionIds } from '../../views/reviews/ids.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { again, below, lookIn } from './below.ts';

/** Managers postpone, skip and close a review. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  const allow = 'review.manage';

  router.press(reviewActionIds.postpone, {
    allow,
    run: ({ value, modal, now }) => {
      const review = requireCurrent(db, idIn(value));
      return { open: postponeModal(review, { day: usualNewDay(db, review, now), look: lookIn(modal) }) };
    },
  });

  router.submit(reviewForms.postpone, {
    allow,
    read: readPostpone,
    check: ({ ref: { id }, value: { day }, now }) => {
      const fault = dayFault(db, requireReview(db, id), day, now);
      return fault === undefined ? undefined : { day: fault };
    },
    change: (tx, { ref: { id: reviewId }, value: { day }, person }, now) =>
      postpone(tx, { reviewId, day, by: person.id }, now),
    run: ({ ref, person }) => below(deps, ref.look, person),
  });

  router.press(reviewActionIds.skip, {
    allow,
    run: ({ value, modal }) => ({ open: skipModal(requireCurrent(db, idIn(value)), lookIn(modal)) }),
  });

  router.submit(reviewForms.skip, {
    allow,
    read: readSkip,
    change: (tx, { ref: { id: reviewId }, value: { reason }, person }, now) =>
      skip(tx, { reviewId, reason, by: person.id }, now),
    run: ({ ref, person }) => below(deps, ref.look, person),
  });

  router.press(reviewActionIds.close, {
    allow,
    change: (tx, { value, person }, now) => close(tx, { reviewId: idIn(value), by: person.id }, now),
    run: ({ modal, person }) => again(deps, modal, person),
  });
}
