import { and, eq } from '../db/drizzle.ts';
import type { Tx } from '../db/write.ts';
import { sellers } from '../routing/table.ts';
import { requireTeam } from './queries.ts';
import { type Team, teams } from './table.ts';

export type RoutingSettings = Pick<
  Team,
  | 'routing'
  | 'oneSellerId'
  | 'accountRule'
  | 'dailyCap'
  | 'fallbackId'
  | 'hotAcceptMinutes'
  | 'acceptMinutes'
  | 'touchMinutes'
>;

/** How a team's leads find a seller, and how long they have. Clocks that run already keep their end. */
export function saveRouting(
  tx: Tx,
  { teamId, by, settings }: { teamId: number; by: string; settings: RoutingSettings },
  now: Date,
): void {
  requireTeam(tx, teamId);
  tx.update(teams)
    .set({ ...settings, updatedAt: now, updatedBy: by })
    .where(eq(teams.id, teamId))
    .run();
}

/** One seller's share of the turns; false when routing does not know them as of this team. */
export function saveSeller(
  tx: Tx,
  { teamId, userId, weight, dailyCap }: { teamId: number; userId: string; weight: number; dailyCap: number | null },
): boolean {
  const saved = tx
    .update(sellers)
    .set({ weight, dailyCap })
    .where(and(eq(sellers.teamId, teamId), eq(sellers.userId, userId)))
    .run();
  return saved.changes > 0;
}
