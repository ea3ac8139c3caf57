/**
 * Retention: erases free text from old requests. Their changes and times stay, since figures are computed from them.
 */

import { ERASED, withoutWords } from '../leads/erase.ts';
import { and, count, eq, lt, ne } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Job } from '../platform/schedule/job.ts';
import { A_NIGHT, keepingJobs, keptMonths } from '../platform/settings/retention.ts';
import { forgetWaiting } from '../platform/webhooks/forget.ts';
import { cardOf } from './card-place.ts';
import { announceCard } from './history.ts';
import { updateRequest } from './queries.ts';
import { contentRequests, requestHistory } from './table.ts';
import { requestSubject } from './webhook.ts';

/** An open or reopened request has no end. */
const erasable = (before: Date) => and(lt(contentRequests.closedAt, before), ne(contentRequests.title, ERASED));

const countErasable = (db: Db, before: Date): number =>
  db.select({ requests: count() }).from(contentRequests).where(erasable(before)).get()?.requests ?? 0;

export const keepEndedMonths = keptMonths({
  key: 'requests.keep_ended_months',
  group: 'Content',
  title: 'Retention, closed requests',
  help: 'After this time, a request that was delivered, declined or no longer needed loses its texts, each night, in Baton and on its card. Figures and library items stay. Threads and direct messages follow Slack’s own retention.',
  unit: ['request', 'requests'],
  count: countErasable,
});

export const retentionJobs = (db: Db): Job[] =>
  keepingJobs(db, { name: 'erase requests', kept: keepEndedMonths, run: eraseOld });

function eraseOld(tx: Tx, before: Date, now: Date): void {
  for (const request of tx.select().from(contentRequests).where(erasable(before)).limit(A_NIGHT).all()) {
    const nothing = { title: ERASED, audience: null, customer: null, words: null, hurry: null };
    const erased = updateRequest(tx, request, nothing, request.updatedAt);
    for (const { id, details } of tx
      .select()
      .from(requestHistory)
      .where(eq(requestHistory.requestId, request.id))
      .all()) {
      tx.update(requestHistory)
        .set({ details: withoutWords(details) })
        .where(eq(requestHistory.id, id))
        .run();
    }
    forgetWaiting(tx, requestSubject(request.id));
    if (cardOf(tx, request.id)) announceCard(tx, erased, now);
  }
}
