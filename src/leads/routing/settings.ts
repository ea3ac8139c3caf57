import { and, eq, isNotNull, or } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import type { Tx } from '../../platform/db/write.ts';
import { requireTeam } from '../../teams/queries.ts';
import { type Team, teams } from '../../teams/table.ts';
import { sellers } from './table.ts';

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

/** A seller's share of the turns where it is not the usual one. */
export interface Turns {
  userId: string;
  /** Null is the usual: 1, and 0 for the manager. */
  weight: number | null;
  /** Leads a day; null is the team's. */
  dailyCap: number | null;
}

/** Of those whose share is not the usual one, in the order of their ids. */
export const unusualTurns = (db: Db, teamId: number): Turns[] =>
  db
    .select({ userId: sellers.userId, weight: sellers.weight, dailyCap: sellers.dailyCap })
    .from(sellers)
    .where(and(eq(sellers.teamId, teamId), or(isNotNull(sellers.weight), isNotNull(sellers.dailyCap))))
    .orderBy(sellers.userId)
    .all();

/** Gives these sellers their share, and everybody else of the team the usual one; also those whom routing has not met yet. */
export function saveTurns(tx: Tx, teamId: number, turns: Turns[]): void {
  tx.update(sellers).set({ weight: null, dailyCap: null }).where(eq(sellers.teamId, teamId)).run();
  for (const { userId, weight, dailyCap } of turns) {
    tx.insert(sellers)
      // Not there until Slack says so; then they begin where the others are.
      .values({ teamId, userId, weight, dailyCap, pass: 0, isPresent: false })
      .onConflictDoUpdate({ target: [sellers.teamId, sellers.userId], set: { weight, dailyCap } })
      .run();
  }
}
