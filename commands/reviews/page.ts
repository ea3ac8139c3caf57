/** The page of a review, for those who may see it. */
import type { ModalView } from '@slack/types';
import { pageOf, rowsOf } from '../../src/platform/paging.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { ensurePlanned, missingFor } from '../../src/reviews/plan.ts';
import { actionsOf, earlierActions, openActions, openReview, requireReview } from '../../src/reviews/queries.ts';
import { readReview } from '../../src/reviews/shown.ts';
import type { Review, ReviewAction } from '../../src/reviews/table.ts';
import type { Look } from '../../views/reviews/look.ts';
import { ACTIONS_SIZE, noReviewModal, POINTS_SIZE, reviewModal } from '../../views/reviews/review.ts';
import type { Deps } from '../deps.ts';
import { may } from '../guard.ts';

/** The review that is open, else the next one. */
export async function currentPage(deps: Deps, person: Person): Promise<ModalView> {
  const current = openReview(deps.db) ?? (await deps.write((tx) => ensurePlanned(tx, deps.now())));
  if (current) return pageFor(deps, { reviewId: current.id, points: 0, actions: 0 }, person);
  return noReviewModal(missingFor(deps.db) ?? 'channel', await may(deps, 'review.manage', person));
}

/** @throws UserError if the review does not exist. */
export async function pageFor(deps: Deps, look: Look, person: Person): Promise<ModalView> {
  const { db } = deps;
  const review = requireReview(db, look.reviewId);
  const now = deps.now();
  const read = (points: number) => readReview(db, review, { limit: POINTS_SIZE, offset: points * POINTS_SIZE }, now);
  const wanted = read(look.points);
  const pointsPage = Math.min(look.points, Math.max(0, Math.ceil(wanted.pointsTotal / POINTS_SIZE) - 1));
  const { rows: actions, ...list } = pageOf(rowsOf(actionsIn(deps, review)), {
    wanted: look.actions,
    size: ACTIONS_SIZE,
  });
  return reviewModal({
    shown: pointsPage === look.points ? wanted : read(pointsPage),
    list: { ...list, actions },
    pointsPage,
    manages: await may(deps, 'review.manage', person),
    readerId: person.id,
    workspaceUrl: deps.workspaceUrl,
  });
}

/** Of a planned review, those that are open now; else those that it looks at, and its own. */
function actionsIn({ db }: Deps, review: Review): ReviewAction[] {
  if (review.status === 'planned') return openActions(db, { limit: 500, offset: 0 }).actions;
  return [...earlierActions(db, review), ...actionsOf(db, review.id)];
}
