import { noteChange } from '../platform/changes/changes.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { recordTeamChange } from './changes.ts';
import { type Team, teams } from './table.ts';

/** Ends a team: it gets no leads, digests or reminders, and its name and channel are free. Its past stays. */
export function retireTeam(tx: Tx, team: Team, by: string, now: Date): void {
  const change = { retiredAt: now, updatedAt: now, updatedBy: by };
  tx.update(teams).set(change).where(eq(teams.id, team.id)).run();
  recordTeamChange(tx, { teamId: team.id, before: team, after: { ...team, ...change }, by }, now);
  noteChange(tx, { people: [by, team.managerId], everybody: true }, now);
}
