/** Once a deal is decided, asks the people who needed content for it whether it helped. */

import { and, eq, isNull, sql } from '../../platform/db/drizzle.ts';
import type { Tx } from '../../platform/db/write.ts';
import { enqueue } from '../../platform/outbox/enqueue.ts';
import { isUndecided, requestVotes } from '../table.ts';

/** Leads do not know about requests, so this polls for deals that were decided since the last run. */
export function askAboutDecided(tx: Tx, now: Date): void {
  const decided = tx
    .select({ requestId: requestVotes.requestId, userId: requestVotes.userId })
    .from(requestVotes)
    .where(
      and(
        isUndecided,
        sql`exists (select 1 from leads where id = ${requestVotes.leadId} and status in ('won', 'lost'))`,
        sql`exists (select 1 from content_requests where id = ${requestVotes.requestId} and status = 'delivered')`,
      ),
    )
    .limit(AT_ONCE)
    .all();
  for (const { requestId, userId } of decided) {
    tx.update(requestVotes)
      .set({ askedAt: now })
      .where(and(eq(requestVotes.requestId, requestId), eq(requestVotes.userId, userId), isNull(requestVotes.askedAt)))
      .run();
    enqueue(tx, 'request_decided', { requestId, userId }, { orderingKey: userId }, now);
  }
}

/** The next run takes the rest. */
const AT_ONCE = 200;
