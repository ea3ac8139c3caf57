import { noteChange } from '../platform/changes/changes.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { recordTeamChange } from './changes.ts';
import { allTeams, requireTeam } from './queries.ts';
import { type Team, teams } from './table.ts';

/** Routing and SLAs are optional: a new team starts with the defaults, an existing one keeps its own. */
export type TeamForm = Omit<typeof teams.$inferInsert, 'id' | 'updatedAt' | 'updatedBy'>;

/** A fault in a team's form, with its field. */
export interface TeamFault {
  field: 'name' | 'channelId' | 'kind';
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

export interface Saving {
  id: number | null;
  by: string;
  /** They hear of another manager, besides the earlier and the new one. */
  admins?: string[];
}

/** Creates a team, or changes the one with this id. The change is on record. */
export function saveTeam(tx: Tx, form: TeamForm, { id, by, admins = [] }: Saving, now: Date): Team {
  const values = { ...form, updatedAt: now, updatedBy: by };
  noteChange(tx, { people: [by, form.managerId], everybody: true }, now);
  const before = id === null ? null : requireTeam(tx, id);
  const team = before
    ? tx.update(teams).set(values).where(eq(teams.id, before.id)).returning().get()
    : tx.insert(teams).values(values).returning().get();
  const changeId = recordTeamChange(tx, { teamId: team.id, before, after: team, by }, now);
  if (changeId !== undefined && before && before.managerId !== team.managerId) {
    for (const userId of new Set([before.managerId, team.managerId, ...admins])) {
      if (userId !== by) enqueue(tx, 'team_manager_changed', { changeId, userId }, { orderingKey: userId }, now);
    }
  }
  return team;
}
