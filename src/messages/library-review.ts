import { REVIEW_SIZE, reviewMessage } from '../../views/library/review.ts';
import { reviewKey, reviewList } from '../library/due-review.ts';
import { reviewsOf } from '../library/history.ts';
import type { libraryReviewPayloads } from '../library/messages.ts';
import { kindLabel, kindsOf } from '../library/settings.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { pageOf } from '../platform/paging.ts';

/** An owner's items to review: posted once a week, and edited when an item is reviewed, wherever that happens. */
export const libraryReviewMessages: MessageTable<PayloadsOf<typeof libraryReviewPayloads>> = {
  library_review: keptMessage({
    key: (list) => reviewKey(list),
    draw: (db, list, now) => {
      const { ownerId, to, page: wanted } = list;
      const found = pageOf((slice) => reviewList(db, ownerId, slice, now), { wanted, size: REVIEW_SIZE });
      const kinds = kindsOf(db);
      const message = reviewMessage({
        ...found,
        ownerId,
        inPlace: to !== ownerId,
        kindLabel: (key) => kindLabel(kinds, key),
      });
      // All items may be reviewed before the list is posted.
      const subjects = found.total === 0 ? [] : [reviewsOf(ownerId)];
      return { message, to: found.total === 0 ? undefined : to, live: { payload: list, subjects } };
    },
  }),
};
