import { REVIEW_SIZE, reviewMessage } from '../../views/library/review.ts';
import { reviewList } from '../library/due-review.ts';
import type { libraryReviewPayloads } from '../library/messages.ts';
import { kindLabel, kindsOf } from '../library/settings.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import type { MessageTable } from '../platform/outbox/message.ts';

/** An owner's items to review: posted once a week, and edited in place after each act. */
export const libraryReviewMessages: MessageTable<PayloadsOf<typeof libraryReviewPayloads>> = {
  library_review: {
    deliver: (db, { ownerId, to, page: wanted, channel, ts }, now) => {
      const pageAt = (page: number) => reviewList(db, ownerId, { limit: REVIEW_SIZE, offset: page * REVIEW_SIZE }, now);
      const found = pageAt(wanted);
      // The last item of the last page has gone: the page before it is the last one now.
      const page = Math.min(wanted, Math.max(0, Math.ceil(found.total / REVIEW_SIZE) - 1));
      const kinds = kindsOf(db);
      const message = reviewMessage({
        ...(page === wanted ? found : pageAt(page)),
        ownerId,
        inPlace: to !== ownerId,
        page,
        kindLabel: (key) => kindLabel(kinds, key),
      });
      if (channel !== null && ts !== null) return { act: 'edit', channel, ts, message };
      // Everything was looked at before this could be posted.
      return found.total === 0 ? undefined : { act: 'post', to, message };
    },
  },
};
