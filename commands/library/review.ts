import { redrawReview, reviewIn, sendReview } from '../../src/library/due-review.ts';
import { requireItem } from '../../src/library/queries.ts';
import { keepItem } from '../../src/library/review.ts';
import { UserError } from '../../src/platform/errors.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import type { Pressed } from '../../src/platform/slack/routes.ts';
import { retireModal } from '../../views/library/details.ts';
import {
  KEEP_ITEM,
  RETIRE_ITEM,
  REVIEW_ITEM,
  REVIEW_PAGE,
  REVIEW_SHOW,
  readReviewValue,
  writeReviewPlace,
} from '../../views/library/review.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { editForm } from './items.ts';

/** The weekly question to an owner: is this still right? */
export function routes(router: Router, deps: Deps): void {
  const itemIn = (value: string) => requireItem(deps.db, readReviewValue(value).itemId);

  router.press(KEEP_ITEM, {
    allow: 'library.change',
    resource: ({ value }) => itemIn(value),
    change: (tx, { value, message, person: { id: by } }, now) => {
      const { itemId, ...list } = readReviewValue(value);
      keepItem(tx, { itemId, by }, now);
      // A home redraws itself.
      const messageId = reviewIn(tx, message, by);
      if (messageId !== undefined) redrawReview(tx, { ...list, messageId, to: by }, now);
    },
  });

  router.press(REVIEW_ITEM, {
    allow: 'library.change',
    resource: ({ value }) => itemIn(value),
    run: ({ resource: item, now, ...pressed }) => ({ open: editForm(deps, item, now, placeOf(deps, pressed)) }),
  });

  router.press(RETIRE_ITEM, {
    allow: 'library.change',
    resource: ({ value }) => itemIn(value),
    run: ({ resource: item, ...pressed }) => ({ open: retireModal(item, placeOf(deps, pressed)) }),
  });

  router.press(REVIEW_SHOW, {
    allow: 'library.find',
    change: (tx, { person }, now) => sendReview(tx, person.id, now),
  });

  router.press([`${REVIEW_PAGE}:back`, `${REVIEW_PAGE}:on`], {
    allow: 'library.find',
    change: (tx, { value, message, person: { id: to } }, now) => {
      const messageId = reviewIn(tx, message, to);
      if (messageId === undefined) throw new UserError('This is not a list that you can page.');
      const { page, carry: ownerId } = readPage(value);
      redrawReview(tx, { messageId, ownerId, page, to }, now);
    },
  });
}

/** The list to redraw after a form; a home redraws itself. */
function placeOf({ db }: Deps, { value, message, person }: Pick<Pressed, 'value' | 'message' | 'person'>) {
  const { itemId: _, ...list } = readReviewValue(value);
  const messageId = reviewIn(db, message, person.id);
  return messageId === undefined ? undefined : writeReviewPlace({ ...list, messageId });
}
