/** When a person is reminded of a meeting. */
import type { Db } from '../platform/db/open.ts';
import { HOUR_MS } from '../platform/time/units.ts';
import { membershipOf } from '../teams/members.ts';
import { allTeams, requireTeam } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import { workingDayBefore } from '../teams/working-days.ts';
import { dateIn, startOfWorkOn, worksOn } from '../teams/working-time.ts';
import type { RideAlong } from './table.ts';

/** There is time left to prepare. */
const BEFORE_MS = HOUR_MS;

/**
 * As the person's work begins on the day of the meeting; on the working day before, if the meeting is within an hour of
 * that or before. Null if that time is over: then they have just acted, or heard of the meeting.
 */
export function reminderFor(db: Db, userId: string, { startsAt, teamId }: RideAlong, now: Date): Date | null {
  const team = teamOf(db, userId) ?? requireTeam(db, teamId);
  const day = dateIn(team, startsAt);
  const morning = startOfWorkOn(team, day);
  const isInTime = worksOn(team, day) && morning.getTime() + BEFORE_MS <= startsAt.getTime();
  const at = isInTime ? morning : startOfWorkOn(team, workingDayBefore(team, day));
  return at > now ? at : null;
}

/** As far as the database knows. */
const teamOf = (db: Db, userId: string): Team | undefined =>
  allTeams(db).find((team) => membershipOf(db, team)?.userIds.includes(userId) ?? false);
