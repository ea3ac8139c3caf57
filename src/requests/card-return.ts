import { and, eq, sql } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Team } from '../teams/table.ts';
import { REQUEST_CARD } from './card-place.ts';
import { announceCard } from './history.ts';
import { contentRequests, isOpenRequest } from './table.ts';

/** Announces the cards of a team's open requests that are in a direct message or in an earlier channel. */
export function returnRequestCards(tx: Tx, { id: teamId, channelId }: Team, now: Date): void {
  const isElsewhere = sql`exists (
    select 1 from posted_messages
    where kind = ${REQUEST_CARD} and subject_id = ${contentRequests.id} and ts is not null and channel <> ${channelId})`;
  const away = tx
    .select()
    .from(contentRequests)
    .where(and(eq(contentRequests.teamId, teamId), isOpenRequest, isElsewhere))
    .all();
  for (const request of away) announceCard(tx, request, now);
}
