/** Starts the morning messages: one for each person and working day. */
import { DateTime } from 'luxon';
import { morningKey, peopleWithLeads, readMorningList } from '../leads/reads/morning.ts';
import { idempotently, wasDone } from '../platform/db/idempotency.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import type { Job } from '../platform/schedule/job.ts';
import { managerOf } from '../teams/holders.ts';
import { isMorningOf, startOfWork } from '../teams/mornings.ts';
import { allTeams } from '../teams/queries.ts';
import { workingDayOf } from '../teams/quiet-time.ts';
import type { Team } from '../teams/table.ts';
import { hasParts, partsFor } from './parts.ts';

/** When a team's working day begins: to the people of a sales team who have leads, and to its manager. */
export function morningJobs(db: Db): Job[] {
  return allTeams(db).map((team) => ({
    name: `morning:${team.id}`,
    cron: startOfWork(team),
    zone: team.zone,
    run: (tx, slot, now) => {
      if (!isMorningOf(team, slot, now)) return;
      for (const userId of peopleWithLeads(tx, team, now)) {
        if (readMorningList(tx, userId, { limit: 1 }, now)) announce(tx, userId, [], now);
      }
      const weeks = isFirstOfWeek(tx, team, now) ? [slot.at.getTime()] : [];
      const managerId = managerOf(tx, team);
      if (hasParts(partsFor(tx, { userId: managerId, weeks }, now))) announce(tx, managerId, weeks, now);
    },
  }));
}

/** Once in each working day of the person, even if they are in several teams. */
function announce(tx: Tx, userId: string, weeks: number[], now: Date): void {
  const dedupeKey = morningKey(userId);
  const key = `${dedupeKey}:${workingDayOf(tx, userId, now).toISOString()}`;
  // A colleague of two teams, or a seller who manages the team: the weekly parts join the message that waits.
  if (wasDone(tx, key) && weeks.length === 0) return;
  idempotently(tx, weeks.length === 0 ? key : `${key}:weekly`, now, () => {
    idempotently(tx, key, now, () => undefined);
    enqueue(tx, 'morning_list', { userId, weeks }, { orderingKey: userId, dedupeKey }, now);
  });
}

/** Weekly parts come on Mondays, or on the first morning after it. */
const isFirstOfWeek = (tx: Tx, team: Team, now: Date): boolean => {
  const week = DateTime.fromJSDate(now, { zone: team.zone }).toFormat("kkkk-'W'WW");
  return idempotently(tx, `morning_week:${team.id}:${week}`, now, () => true) === true;
};
