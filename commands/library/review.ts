import { redrawReview, reviewIn } from '../../src/library/due-review.ts';
import { requireItem } from '../../src/library/queries.ts';
import { keepItem, retireItem } from '../../src/library/review.ts';
import { UserError } from '../../src/platform/errors.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import {
  KEEP_ITEM,
  RETIRE_ITEM,
  REVIEW_ITEM,
  REVIEW_PAGE,
  readReviewValue,
  writeReviewPlace,
} from '../../views/library/review.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { editForm } from './items.ts';

/** The weekly question to an owner: is this still right? */
export function routes(router: Router, deps: Deps): void {
  const itemIn = (value: string) => requireItem(deps.db, readReviewValue(value).itemId);

  for (const [actionId, act] of [
    [KEEP_ITEM, keepItem],
    [RETIRE_ITEM, retireItem],
  ] as const) {
    router.press(actionId, {
      allow: 'library.change',
      resource: ({ value }) => itemIn(value),
      change: (tx, { value, message, person: { id: by } }, now) => {
        const { itemId, ...list } = readReviewValue(value);
        act(tx, { itemId, by }, now);
        // A home redraws itself.
        const messageId = reviewIn(tx, message, by);
        if (messageId !== undefined) redrawReview(tx, { ...list, messageId, to: by }, now);
      },
    });
  }

  router.press(REVIEW_ITEM, {
    allow: 'library.change',
    resource: ({ value }) => itemIn(value),
    run: ({ value, message, person, resource: item, now }) => {
      const { itemId: _, ...list } = readReviewValue(value);
      const messageId = reviewIn(deps.db, message, person.id);
      const from = messageId === undefined ? undefined : writeReviewPlace({ ...list, messageId });
      return { open: editForm(deps, item, now, from) };
    },
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
