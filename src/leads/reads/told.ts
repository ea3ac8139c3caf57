/** Leads that a direct message of today has asked a person to act on: the next one is about something else. */
import { and, eq, gte, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { PayloadsOf } from '../../platform/outbox/enqueue.ts';
import { liveMessages } from '../../platform/outbox/live-table.ts';
import { outbox } from '../../platform/outbox/table.ts';
import { workingDayOf } from '../../teams/quiet-time.ts';
import type { leadDigestPayloads, leadPayloads } from '../messages.ts';
import { historyEntry, newestEntryOf } from '../queries.ts';

type Payload = Partial<
  PayloadsOf<typeof leadDigestPayloads>['reminder'] & PayloadsOf<typeof leadPayloads>['lead_news']
>;

const ofToday = prepared((db) =>
  db
    .select({ payload: liveMessages.payload })
    .from(outbox)
    .innerJoin(liveMessages, eq(liveMessages.outboxId, outbox.id))
    .where(
      and(
        gte(outbox.settledAt, sql.placeholder('since')),
        eq(outbox.orderingKey, sql.placeholder('userId')),
        eq(outbox.state, 'sent'),
      ),
    )
    .prepare(),
);

/** Whether a lead was in a message to this person in their working day, and nothing has happened to it since. */
export function toldToday(db: Db, userId: string, now: Date): (leadId: number) => boolean {
  const told = new Map<number, number>();
  const since = workingDayOf(db, userId, now).getTime();
  for (const { payload } of ofToday(db).all({ userId, since })) {
    const { list, entryIds = [], shown } = payload as Payload;
    for (const id of list?.leadIds ?? []) told.set(id, Math.max(told.get(id) ?? 0, list?.since ?? 0));
    for (const entryId of entryIds) {
      const leadId = historyEntry(db, entryId)?.leadId;
      if (leadId !== undefined) told.set(leadId, Math.max(told.get(leadId) ?? 0, shown?.since ?? entryId));
    }
  }
  return (leadId) => newestEntryOf(db, leadId) <= (told.get(leadId) ?? -1);
}
