/** Notices who joins a team, from the members that Slack tells. */
import { inArray } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Job } from '../platform/schedule/job.ts';
import { membershipOf } from '../teams/members.ts';
import { isMorningOf, startOfWork } from '../teams/mornings.ts';
import { allTeams, teamsOfKind, watchersOf } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import { newcomers } from './table.ts';

/** More at once are a team that was regrouped, and not people who join. */
const MOST_AT_ONCE = 5;

/** When a team's working day begins: a person who joined has had their welcome by then. */
export const introductionJobs = (db: Db): Job[] =>
  allTeams(db).map((team) => ({
    name: `introductions:${team.id}`,
    cron: startOfWork(team),
    zone: team.zone,
    run: (tx, slot, now) => {
      if (isMorningOf(team, slot, now)) noticeNewcomers(tx, team, now);
    },
  }));

/**
 * Everyone new to the side waits for an introduction. The first members of a team are new to no one: they have been there,
 * or the whole team is set up.
 */
export function noticeNewcomers(tx: Tx, team: Team, now: Date): void {
  const known = membershipOf(tx, team);
  if (!known?.readAt || known.error !== null) return;
  const ofSide = seenOnSide(tx, team);
  const isFirst = !ofSide.some(({ teamId }) => teamId === team.id);
  const seenHere = new Set(ofSide.filter(({ teamId }) => teamId === team.id).map(({ userId }) => userId));
  const seen = new Set(ofSide.map(({ userId }) => userId));
  const watching = watchersOf(tx, team.id);
  const fresh = known.userIds.filter((userId) => !seenHere.has(userId) && !watching.includes(userId));
  const joined = fresh.filter((userId) => !seen.has(userId) && userId !== team.managerId);
  const tryAt = isFirst || joined.length > MOST_AT_ONCE ? null : now;
  for (const userId of fresh) {
    const isNew = joined.includes(userId);
    tx.insert(newcomers)
      .values({ teamId: team.id, userId, seenAt: now, tryAt: isNew ? tryAt : null })
      .run();
  }
}

function seenOnSide(db: Db, { id, kind }: Team) {
  const teamIds = [id, ...teamsOfKind(db, kind).map((team) => team.id)];
  return db
    .select({ teamId: newcomers.teamId, userId: newcomers.userId })
    .from(newcomers)
    .where(inArray(newcomers.teamId, teamIds))
    .all();
}
