/** Direct messages about several leads that changed together: one for each person, not one for each lead. */
import type { Db } from '../../platform/db/open.ts';
import type { Tx } from '../../platform/db/write.ts';
import { enqueue } from '../../platform/outbox/enqueue.ts';
import { enqueuedSince, withdrawAll } from '../../platform/outbox/queries.ts';
import { type WithCard, withCard } from '../card-place.ts';
import { type HistoryEntry, historyEntry, leadById } from '../queries.ts';
import type { Lead } from '../table.ts';

/**
 * Replaces the messages that a person would get by one, in the transaction of the changes. `since` is the newest message
 * before them.
 */
export function gatherNews(tx: Tx, since: number, now: Date): void {
  const rows = enqueuedSince(tx, 'lead_news', since);
  for (const [userId, news] of Map.groupBy(rows, ({ payload }) => payload.userId)) {
    if (news.length < 2) continue;
    withdrawAll(
      tx,
      news.map(({ id }) => id),
    );
    const entryIds = news.map(({ payload }) => payload.entryId);
    enqueue(tx, 'lead_batch', { userId, entryIds }, { orderingKey: userId }, now);
  }
}

export interface NewsOfLead {
  lead: WithCard<Lead>;
  entry: HistoryEntry;
}

/** Each change with its lead as it is now. */
export const readBatch = (db: Db, entryIds: number[]): NewsOfLead[] =>
  entryIds.flatMap((id) => {
    const entry = historyEntry(db, id);
    const lead = entry && leadById(db, entry.leadId);
    return entry && lead ? [{ lead: withCard(db, lead), entry }] : [];
  });
