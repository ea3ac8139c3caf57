import type { Db } from '../../platform/db/open.ts';
import { isTeamKnown } from '../../teams/members.ts';
import { answersFor } from '../../teams/membership.ts';
import { isHere } from '../../teams/standing.ts';
import type { Team } from '../../teams/table.ts';
import { fallbackOwnerOf } from './fallback-owner.ts';
import { sellersOf } from './queries.ts';

/**
 * Whether a person can act on a lead of a team, as far as is known: they are here, and in the team or answer for it.
 * Before the team is known, being here is enough. `takerFault` asks Slack the same about a person who is named.
 */
export function canHold(db: Db, team: Team, userId: string, now: Date): boolean {
  if (!isHere(db, userId)) return false;
  if (answersFor(team, userId) || !isTeamKnown(db, team)) return true;
  return (
    sellersOf(db, team.id).some((seller) => seller.userId === userId && seller.isPresent) ||
    fallbackOwnerOf(db, team, now) === userId
  );
}
