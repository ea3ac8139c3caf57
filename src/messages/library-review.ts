import { REVIEW_SIZE, reviewMessage } from '../../views/library/review.ts';
import { reviewList } from '../library/due-review.ts';
import type { libraryReviewPayloads } from '../library/messages.ts';
import { kindLabel, kindsOf } from '../library/settings.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { pageOf } from '../platform/paging.ts';

/** An owner's items to review: posted once a week, and edited after each act. */
export const libraryReviewMessages: MessageTable<PayloadsOf<typeof libraryReviewPayloads>> = {
  library_review: {
    deliver: (db, { ownerId, to, page: wanted, channel, ts }, now) => {
      const found = pageOf((slice) => reviewList(db, ownerId, slice, now), { wanted, size: REVIEW_SIZE });
      const kinds = kindsOf(db);
      const message = reviewMessage({
        ...found,
        ownerId,
        inPlace: to !== ownerId,
        kindLabel: (key) => kindLabel(kinds, key),
      });
      if (channel !== null && ts !== null) return { act: 'edit', channel, ts, message };
      // All items were reviewed before this could be posted.
      return found.total === 0 ? undefined : { act: 'post', to, message };
    },
  },
};
