import { pageOf } from '../../src/platform/paging.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { decide } from '../../src/reviews/decide.ts';
import { pastReviews, requireOpenReview } from '../../src/reviews/queries.ts';
import { decisionModal, readDecision, reviewForms } from '../../views/reviews/forms.ts';
import { reviewActionIds } from '../../views/reviews/ids.ts';

import { PAST_PAGE, PAST_SIZE, pastModal } from '../../views/reviews/past.ts';
import { ACTIONS_PAGE, POINTS_PAGE } from '../../views/reviews/review.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { below, lookIn, lookOf } from './below.ts';
import { currentPage, pageFor } from './page.ts';

/** `/baton review`: the review that is open or next, the past ones, and decisions. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'review.see';
  const { db } = deps;

  router.command('/baton review', { allow, run: async ({ person }) => ({ open: await currentPage(deps, person) }) });

  router.press(reviewActionIds.open, {
    allow,
    run: async ({ value, person }) => {
      const reviewId = idIn(value);
      const page =
        reviewId === 0 ? currentPage(deps, person) : pageFor(deps, { reviewId, points: 0, actions: 0 }, person);
      return { open: await page };
    },
  });

  router.page(POINTS_PAGE, {
    allow,
    run: ({ page, carry, person }) => pageFor(deps, { ...lookOf(carry), points: page }, person),
  });
  router.page(ACTIONS_PAGE, {
    allow,
    run: ({ page, carry, person }) => pageFor(deps, { ...lookOf(carry), actions: page }, person),
  });

  const past = (wanted: number) => pastModal(pageOf((slice) => pastReviews(db, slice), { wanted, size: PAST_SIZE }));
  router.press(reviewActionIds.past, { allow, run: () => ({ open: past(0) }) });
  router.page(PAST_PAGE, { allow, run: ({ page }) => past(page) });

  router.press(reviewActionIds.decide, {
    allow: 'review.add',
    run: ({ value, modal }) => {
      const { id } = requireOpenReview(db, idIn(value));
      return { open: decisionModal({ id, look: lookIn(modal) }) };
    },
  });

  router.submit(reviewForms.decision, {
    allow: 'review.add',
    read: readDecision,
    change: (tx, { ref: { id: reviewId }, value: { what }, person }, now) =>
      decide(tx, { reviewId, what, by: person.id }, now),
    run: ({ ref, person }) => below(deps, ref.look, person),
  });
}
