/** Sends each marketer a weekly report on the quality of their leads. */

import { and, asc, eq } from '../../platform/db/drizzle.ts';
import { idempotently } from '../../platform/db/idempotency.ts';
import type { Db } from '../../platform/db/open.ts';
import type { Tx } from '../../platform/db/write.ts';
import { enqueue } from '../../platform/outbox/enqueue.ts';
import type { Job } from '../../platform/schedule/job.ts';
import type { Services } from '../../platform/services.ts';
import { isOfTeam } from '../../teams/membership.ts';
import { startOfWork } from '../../teams/mornings.ts';
import { requireTeam, teamsOfKind } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';
import { qualityWeeks } from './table.ts';
import { marketersOfWeek } from './week.ts';

/**
 * Monday when each marketing team begins work. Only Slack knows its members, so `sendQuality` asks for them
 * later.
 */
export function qualityJobs(db: Db): Job[] {
  return teamsOfKind(db, 'marketing').map((team) => ({
    name: `quality:${team.id}`,
    cron: startOfWork(team, 1),
    zone: team.zone,
    run: (tx, slot) => {
      if (marketersOfWeek(tx, slot.at).size === 0) return;
      tx.insert(qualityWeeks).values({ teamId: team.id, until: slot.at }).onConflictDoNothing().run();
    },
  }));
}

/**
 * Enqueues the reports of the weeks that are due: each marketer gets one, with the first of their teams. A person who
 * handed leads off without being in a marketing team gets theirs with the oldest one.
 * @throws UserError if Slack cannot be asked; the weeks then stay due.
 */
export async function sendQuality(
  { db, write, directory, now }: Pick<Services, 'db' | 'write' | 'directory' | 'now'>,
  stop: AbortSignal,
): Promise<void> {
  for (const week of db.select().from(qualityWeeks).orderBy(asc(qualityWeeks.until)).all()) {
    if (stop.aborted) return;
    const team = requireTeam(db, week.teamId);
    const userIds = await marketersOf({ db, directory }, team, week.until);
    await write((tx) => {
      for (const userId of userIds) announce(tx, { userId, until: week.until }, now());
      tx.delete(qualityWeeks)
        .where(and(eq(qualityWeeks.teamId, week.teamId), eq(qualityWeeks.until, week.until)))
        .run();
    });
  }
}

async function marketersOf(deps: Pick<Services, 'db' | 'directory'>, team: Team, until: Date): Promise<string[]> {
  const all = teamsOfKind(deps.db, 'marketing');
  const oldestId = Math.min(...all.map(({ id }) => id));
  const userIds = [...marketersOfWeek(deps.db, until)];
  const theirs = await Promise.all(
    userIds.map(async (userId) => {
      const person = await deps.directory.person(userId);
      if (!person.isMember) return false;
      const of = await Promise.all(all.map((one) => isOfTeam(deps, one, userId)));
      return of.includes(true) ? of[all.findIndex(({ id }) => id === team.id)] : team.id === oldestId;
    }),
  );
  return userIds.filter((_, index) => theirs[index]);
}

/** Once a week for each person, even if they are in several teams. */
function announce(tx: Tx, { userId, until }: { userId: string; until: Date }, now: Date): void {
  idempotently(tx, `quality:${userId}:${until.toISOString().slice(0, 10)}`, now, () => {
    const payload = { userId, until: until.getTime() };
    enqueue(tx, 'quality_week', payload, { orderingKey: userId }, now);
  });
}
