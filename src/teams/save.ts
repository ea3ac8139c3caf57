import { and, eq, ne, or, sql } from '../db/drizzle.ts';
import type { Tx } from '../db/write.ts';
import { requireTeam } from './queries.ts';
import { type Team, teams } from './table.ts';

/** Routing and clocks may be left out: a new team begins with the defaults, a known one keeps what it has. */
export type TeamForm = Omit<typeof teams.$inferInsert, 'id' | 'updatedAt' | 'updatedBy'>;

/** A fault of a team's form, at the field where it stands. */
export interface TeamFault {
  field: 'name' | 'channelId';
  message: string;
}

/** What only the other teams can tell: a name or a channel that is taken. */
export function teamFault(tx: Tx, form: TeamForm, id: number | null): TeamFault | undefined {
  const other = tx
    .select()
    .from(teams)
    .where(
      and(
        or(eq(sql`lower(${teams.name})`, form.name.toLowerCase()), eq(teams.channelId, form.channelId)),
        id === null ? undefined : ne(teams.id, id),
      ),
    )
    .get();
  if (!other) return undefined;
  return other.channelId === form.channelId
    ? { field: 'channelId', message: `This is already the channel of ${other.name}.` }
    : { field: 'name', message: 'Another team has this name.' };
}

/** Creates a team, or changes the one with this id. */
export function saveTeam(tx: Tx, form: TeamForm, { id, by }: { id: number | null; by: string }, now: Date): Team {
  const values = { ...form, updatedAt: now, updatedBy: by };
  if (id === null) return tx.insert(teams).values(values).returning().get();
  requireTeam(tx, id);
  return tx.update(teams).set(values).where(eq(teams.id, id)).returning().get();
}
