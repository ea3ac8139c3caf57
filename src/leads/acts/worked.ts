import type { Tx } from '../../platform/db/write.ts';
import { type Calendar, workingTimeBetween } from '../../teams/working-time.ts';
import { marketingTeamOf } from '../marketer.ts';
import { lastEntry } from '../queries.ts';
import type { Lead } from '../table.ts';

/** The working time of a team between two moments, for the details of a change. */
export const workedSince = (team: Calendar, from: Date, now: Date): { afterMs: number } => ({
  afterMs: workingTimeBetween(team, from, now),
});

/** The working time of marketing since sales declined a lead that waits for its answer. */
export function workedSinceDecline(tx: Tx, lead: Lead, now: Date): { afterMs?: number } {
  const declined = lead.status === 'returned' ? lastEntry(tx, lead.id, 'declined') : undefined;
  return declined ? workedSince(marketingTeamOf(tx, lead), declined.at, now) : {};
}
