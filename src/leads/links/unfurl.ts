import { eq, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Tx } from '../../platform/db/write.ts';
import { enqueue } from '../../platform/outbox/enqueue.ts';
import { leadUnfurls } from './table.ts';

interface Place {
  channel: string;
  ts: string;
  url: string;
}

/** All in one queue: Slack limits them by method. */
const QUEUE = 'unfurls';

/** Shows the lead below a message with a link to it, and from then on as it is. */
export function unfurlLead(tx: Tx, { leadId, ...place }: Place & { leadId: number }, now: Date): void {
  tx.insert(leadUnfurls)
    .values({ ...place, leadId, at: now })
    .onConflictDoNothing()
    .run();
  show(tx, { ...place, leadId }, now);
}

const shown = prepared((db) =>
  db
    .select()
    .from(leadUnfurls)
    .where(eq(leadUnfurls.leadId, sql.placeholder('leadId')))
    .prepare(),
);

/** One edit covers all changes that wait. */
export function refreshUnfurls(tx: Tx, leadId: number, now: Date): void {
  for (const { channel, ts, url } of shown(tx).all({ leadId })) show(tx, { channel, ts, url, leadId }, now);
}

function show(tx: Tx, place: Place & { leadId: number }, now: Date): void {
  const dedupeKey = `lead_unfurl:${place.channel}:${place.ts}:${place.leadId}`;
  enqueue(tx, 'lead_unfurl', place, { orderingKey: QUEUE, dedupeKey }, now);
}

/** False once its message is gone. */
export const isShown = (db: Db, { channel, ts, leadId }: { channel: string; ts: string; leadId: number }): boolean =>
  shown(db)
    .all({ leadId })
    .some((one) => one.channel === channel && one.ts === ts);

/** The message was deleted. */
export function forgetUnfurl(tx: Tx, { channel, ts }: Pick<Place, 'channel' | 'ts'>): void {
  tx.delete(leadUnfurls).where(sql`${leadUnfurls.channel} = ${channel} and ${leadUnfurls.ts} = ${ts}`).run();
}
