/** Days on which the people of a team were out of office, by what they set. */
import { setAbsencesOf } from '../leads/routing/queries.ts';
import type { Db } from '../platform/db/open.ts';
import { DAY_MS } from '../platform/time/units.ts';
import type { Team } from '../teams/table.ts';
import { dateIn, endOfWorkOn, isWorkingDay } from '../teams/working-time.ts';

/** Working days, one for each person. A person who sets themselves back, or away again, takes the earlier absence off the record. */
export function absentDays(db: Db, team: Team, { from, to }: { from: Date; to: Date }): number {
  const absences = setAbsencesOf(db, team.id);
  if (absences.length === 0) return 0;
  // Noon is in the same day, also on days on which the clocks change.
  const noons = Array.from({ length: Math.round((to.getTime() - from.getTime()) / DAY_MS) }, (_, day) => {
    return new Date(from.getTime() + (day + 0.5) * DAY_MS);
  });
  const isOut = (noon: Date, { since, until }: { since: Date; until: Date | null }) =>
    since < endOfWorkOn(team, dateIn(team, noon)) && (until === null || until > noon);
  return noons
    .filter((noon) => isWorkingDay(team, noon))
    .reduce((days, noon) => days + absences.filter((one) => isOut(noon, one)).length, 0);
}
