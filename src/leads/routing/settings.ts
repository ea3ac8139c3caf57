import { and, eq, isNotNull, or } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import type { Tx } from '../../platform/db/write.ts';
import { recordTeamChange } from '../../teams/changes.ts';
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

/** Saves how a team's leads are assigned, and its SLAs. SLAs that run already keep their end. */
export function saveRouting(
  tx: Tx,
  { teamId, by, settings }: { teamId: number; by: string; settings: RoutingSettings },
  now: Date,
): void {
  const before = requireTeam(tx, teamId);
  const after = tx
    .update(teams)
    .set({ ...settings, updatedAt: now, updatedBy: by })
    .where(eq(teams.id, teamId))
    .returning()
    .get();
  recordTeamChange(tx, { teamId, before, after, by }, now);
}

/** Saves a seller's rotation weight; false if routing does not know them in this team. */
export function saveSeller(
  tx: Tx,
  { teamId, by, ...turns }: { teamId: number; by: string; userId: string; weight: number; dailyCap: number | null },
  now: Date,
): boolean {
  const { userId, weight, dailyCap } = turns;
  const ofSeller = and(eq(sellers.teamId, teamId), eq(sellers.userId, userId));
  const before = tx.select().from(sellers).where(ofSeller).get();
  if (!before) return false;
  tx.update(sellers).set({ weight, dailyCap }).where(ofSeller).run();
  recordTurns(tx, { teamId, by, before, after: turns }, now);
  return true;
}

function recordTurns(
  tx: Tx,
  { teamId, by, before, after }: { teamId: number; by: string; before: Partial<Turns>; after: Turns },
  now: Date,
): void {
  const part = ({ weight = null, dailyCap = null }: Partial<Turns>) => ({ weight, dailyCap });
  recordTeamChange(tx, { teamId, userId: after.userId, before: part(before), after: part(after), by }, now);
}

/** A seller's rotation weight and daily limit if they differ from the default. */
export interface Turns {
  userId: string;
  /** Null for the default: 1, and 0 for the manager. */
  weight: number | null;
  /** Leads a day; null for the team's limit. */
  dailyCap: number | null;
}

/** Sellers with settings of their own, ordered by id. */
export const unusualTurns = (db: Db, teamId: number): Turns[] =>
  db
    .select({ userId: sellers.userId, weight: sellers.weight, dailyCap: sellers.dailyCap })
    .from(sellers)
    .where(and(eq(sellers.teamId, teamId), or(isNotNull(sellers.weight), isNotNull(sellers.dailyCap))))
    .orderBy(sellers.userId)
    .all();

/**
 * Saves these settings and resets everyone else in the team to the default. Includes sellers whom routing does not know
 * yet.
 */
export function saveTurns(
  tx: Tx,
  { teamId, by, turns }: { teamId: number; by: string; turns: Turns[] },
  now: Date,
): void {
  const before = new Map(unusualTurns(tx, teamId).map((one) => [one.userId, one]));
  for (const userId of new Set([...before.keys(), ...turns.map((one) => one.userId)])) {
    const after = turns.find((one) => one.userId === userId) ?? { userId, weight: null, dailyCap: null };
    recordTurns(tx, { teamId, by, before: before.get(userId) ?? {}, after }, now);
  }
  tx.update(sellers).set({ weight: null, dailyCap: null }).where(eq(sellers.teamId, teamId)).run();
  for (const { userId, weight, dailyCap } of turns) {
    tx.insert(sellers)
      // Absent until Slack confirms them; they then start level with the others.
      .values({ teamId, userId, weight, dailyCap, pass: 0, isPresent: false })
      .onConflictDoUpdate({ target: [sellers.teamId, sellers.userId], set: { weight, dailyCap } })
      .run();
  }
}
