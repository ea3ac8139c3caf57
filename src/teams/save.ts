import { noteChange } from '../platform/changes/changes.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { allTeams, requireTeam } from './queries.ts';
import { type Team, teams } from './table.ts';

/** Routing and SLAs are optional: a new team starts with the defaults, an existing one keeps its own. */
export type TeamForm = Omit<typeof teams.$inferInsert, 'id' | 'updatedAt' | 'updatedBy'>;

/** A fault in a team's form, with its field. */
export interface TeamFault {
  field: 'name' | 'channelId';
  message: string;
}

/** Faults that depend on the other teams: a name or a channel in use. */
export function teamFault(db: Db, form: TeamForm, id: number | null): TeamFault | undefined {
  const others = allTeams(db).filter((team) => team.id !== id);
  const ofChannel = others.find((team) => team.channelId === form.channelId);
  if (ofChannel) return { field: 'channelId', message: `${ofChannel.name} already uses this channel.` };
  // Not with SQLite's lower(), which knows only ASCII letters.
  const namesake = others.some((team) => team.name.toLowerCase() === form.name.toLowerCase());
  return namesake ? { field: 'name', message: 'Another team has this name.' } : undefined;
}

/** Creates a team, or changes the one with this id. */
export function saveTeam(tx: Tx, form: TeamForm, { id, by }: { id: number | null; by: string }, now: Date): Team {
  const values = { ...form, updatedAt: now, updatedBy: by };
  noteChange(tx, { people: [by, form.managerId], everybody: true }, now);
  if (id === null) return tx.insert(teams).values(values).returning().get();
  requireTeam(tx, id);
  return tx.update(teams).set(values).where(eq(teams.id, id)).returning().get();
}
