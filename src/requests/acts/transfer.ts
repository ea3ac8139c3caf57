import { and, eq } from '../../platform/db/drizzle.ts';
import type { Tx } from '../../platform/db/write.ts';
import type { Team } from '../../teams/table.ts';
import { announceCard } from '../history.ts';
import { updateRequest } from '../queries.ts';
import { contentRequests, isOpenRequest } from '../table.ts';

/** Gives the open requests of a team to another team. Their cards follow; a person who makes one keeps it. */
export function transferRequests(tx: Tx, { from, to }: { from: Team; to: Team }, now: Date): void {
  const open = tx
    .select()
    .from(contentRequests)
    .where(and(eq(contentRequests.teamId, from.id), isOpenRequest))
    .all();
  for (const request of open) announceCard(tx, updateRequest(tx, request, { teamId: to.id }, now), now);
}
