/**
 * People who only watch a team's channel: they are not of the team. They get no leads, no welcome and no reminders of it,
 * and do not act on its leads.
 */
import { noteChange } from '../platform/changes/changes.ts';
import { and, eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { recordTeamChange } from './changes.ts';
import { outdateTeams } from './members.ts';
import { watchersOf } from './queries.ts';
import { type Team, watchers } from './table.ts';

/** Why a person has to be of the team; undefined if they may only watch. */
export function watcherFault({ managerId, fallbackId, oneSellerId }: Holders, userId: string): string | undefined {
  if (userId === managerId) return 'The manager of a team belongs to it.';
  if (userId === fallbackId) return 'Leads that no one accepts go to the fallback owner. Choose another one first.';
  return userId === oneSellerId ? 'All leads of this team go to this person. Choose another one first.' : undefined;
}

type Holders = Pick<Team, 'managerId'> & Partial<Pick<Team, 'fallbackId' | 'oneSellerId'>>;

/** The person only watches from now on. @throws UserError if the team needs them. */
export function watch(tx: Tx, { team, userId }: { team: Team; userId: string }, now: Date): void {
  const fault = watcherFault(team, userId);
  if (fault) throw new UserError(fault);
  saveWatchers(tx, team.id, [...watchersOf(tx, team.id), userId], userId, now);
}

/** The person takes part again. */
export function takePart(tx: Tx, { team, userId }: { team: Team; userId: string }, now: Date): void {
  const others = watchersOf(tx, team.id).filter((id) => id !== userId);
  saveWatchers(tx, team.id, others, userId, now);
}

/** Replaces the people who only watch. The team is read again, and its leads leave those who left it. */
export function saveWatchers(tx: Tx, teamId: number, userIds: readonly string[], by: string, now: Date): void {
  const known = watchersOf(tx, teamId);
  const wanted = new Set(userIds);
  const gone = known.filter((id) => !wanted.has(id));
  const added = [...wanted].filter((id) => !known.includes(id));
  if (gone.length + added.length === 0) return;
  for (const userId of gone)
    tx.delete(watchers)
      .where(and(eq(watchers.teamId, teamId), eq(watchers.userId, userId)))
      .run();
  if (added.length > 0)
    tx.insert(watchers)
      .values(added.map((userId) => ({ teamId, userId })))
      .run();
  for (const userId of [...gone, ...added]) {
    const onlyWatches = wanted.has(userId);
    recordTeamChange(tx, { teamId, userId, before: { onlyWatches: !onlyWatches }, after: { onlyWatches }, by }, now);
  }
  outdateTeams(tx, [teamId]);
  noteChange(tx, { people: [...gone, ...added], teamId }, now);
}
