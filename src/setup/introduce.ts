import { eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import type { Services } from '../platform/services.ts';
import { isTeamKnown, membersOf } from '../teams/members.ts';
import { teamById } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import { reach } from './milestones.ts';
import { setupMarks } from './table.ts';
import { welcomeMember } from './welcome.ts';

/** In a larger channel, such as one of the whole company, the introduction is enough. */
const MOST_WELCOMED = 100;

/** Teams whose present members are to be welcomed, once they are known. */
const TO_WELCOME = 'to_welcome:';

/**
 * Explains Baton in the channel of a new team, or in the new channel of a team, once for each channel. Its present
 * members get the welcome of those who join later.
 */
export function introduceTeam(tx: Tx, team: Team, now: Date): void {
  if (!reach(tx, `introduced:${team.channelId}`, null, now)) return;
  enqueue(tx, 'introduction', { teamId: team.id }, { orderingKey: team.channelId }, now);
  reach(tx, `${TO_WELCOME}${team.id}`, null, now);
}

/** An async task: welcomes the members of new teams, without guests and people of other workspaces. */
export async function welcomeNewTeams({
  db,
  write,
  directory,
  now,
}: Pick<Services, 'db' | 'write' | 'directory' | 'now'>) {
  for (const { key, teamId } of teamsToWelcome(db)) {
    const team = teamById(db, teamId);
    if (team && !isTeamKnown(db, team)) continue;
    const { userIds } = team ? await membersOf({ db, directory }, team) : { userIds: new Set<string>() };
    const people = userIds.size > MOST_WELCOMED ? [] : await directory.people(userIds);
    await write((tx) => {
      tx.delete(setupMarks).where(eq(setupMarks.key, key)).run();
      if (!team) return;
      for (const { id: userId, isMember } of people) if (isMember) welcomeMember(tx, { userId, team }, now());
    });
  }
}

const teamsToWelcome = (db: Db): { key: string; teamId: number }[] =>
  db
    .select({ key: setupMarks.key })
    .from(setupMarks)
    .where(sql`${setupMarks.key} glob ${`${TO_WELCOME}*`}`)
    .all()
    .map(({ key }) => ({ key, teamId: Number(key.slice(TO_WELCOME.length)) }));
