/** Direct messages about several leads that changed together: one for each person, not one for each lead. */
import { and, eq, gt, inArray, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import type { Tx } from '../../platform/db/write.ts';
import { enqueue } from '../../platform/outbox/enqueue.ts';
import { outbox } from '../../platform/outbox/table.ts';
import { type WithCard, withCard } from '../card-place.ts';
import { type HistoryEntry, historyEntry, leadById } from '../queries.ts';
import type { Lead } from '../table.ts';

/** Marks where a batch begins, for `gatherNews`. */
export const newestNews = (tx: Tx): number =>
  tx
    .select({ id: sql<number>`coalesce(max(${outbox.id}), 0)` })
    .from(outbox)
    .get()?.id ?? 0;

/** Puts one message in the place of those that a person would get since then. In the transaction of the changes. */
export function gatherNews(tx: Tx, since: number, now: Date): void {
  const rows = tx
    .select({ id: outbox.id, userId: outbox.lane, entryId: sql<number>`json_extract(${outbox.facts}, '$.entryId')` })
    .from(outbox)
    .where(and(gt(outbox.id, since), eq(outbox.kind, 'lead_news')))
    .orderBy(outbox.id)
    .all();
  for (const [userId, news] of Map.groupBy(rows, (row) => row.userId)) {
    if (news.length < 2) continue;
    tx.delete(outbox)
      .where(
        inArray(
          outbox.id,
          news.map(({ id }) => id),
        ),
      )
      .run();
    const entryIds = news.map(({ entryId }) => entryId).join(',');
    enqueue(tx, { kind: 'lead_batch', facts: { userId, entryIds }, lane: userId }, now);
  }
}

export interface NewsOfLead {
  lead: WithCard<Lead>;
  entry: HistoryEntry;
}

/** What such a message tells: each change with its lead as it is now. */
export const readBatch = (db: Db, entryIds: string): NewsOfLead[] =>
  entryIds.split(',').flatMap((id) => {
    const entry = historyEntry(db, Number(id));
    const lead = entry && leadById(db, entry.leadId);
    return entry && lead ? [{ lead: withCard(db, lead), entry }] : [];
  });
