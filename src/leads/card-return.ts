import { and, eq, sql } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Team } from '../teams/table.ts';
import { LEAD_CARD } from './card-place.ts';
import { announceCard } from './history.ts';
import { isOpen, leads } from './table.ts';

/** Announces the cards of a team's open leads that are in a direct message or in an earlier channel. */
export function returnLeadCards(tx: Tx, { id: teamId, channelId }: Team, now: Date): void {
  const isElsewhere = sql`exists (
    select 1 from posted_messages
    where kind = ${LEAD_CARD} and subject_id = ${leads.id} and ts is not null and channel <> ${channelId})`;
  const away = tx
    .select()
    .from(leads)
    .where(and(eq(leads.teamId, teamId), isOpen, isElsewhere))
    .all();
  for (const lead of away) announceCard(tx, lead, now);
}
