import { z } from 'zod';
import { REVIEW_SIZE, reviewMessage } from '../../views/library/review.ts';
import { reviewList } from '../library/due-review.ts';
import { kindLabel, kindsOf } from '../library/settings.ts';
import { type Announcement, announcement } from '../platform/outbox/message.ts';

const facts = z.object({
  ownerId: z.string(),
  to: z.string(),
  page: z.number(),
  channel: z.string().nullable(),
  ts: z.string().nullable(),
});

/** The list of what an owner is to look at again: posted once a week, and shown anew where it stands after each act. */
export const reviewAnnouncements: Record<string, Announcement<unknown>> = {
  library_review: announcement({
    facts,
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
  }),
};
