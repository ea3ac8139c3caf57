import type { Db } from '../../platform/db/open.ts';
import { managerOf } from '../../teams/holders.ts';
import { isHere } from '../../teams/standing.ts';
import type { Team } from '../../teams/table.ts';
import { absent } from './queries.ts';

/**
 * The person who takes leads that no seller can take: the team's fallback owner, else its manager, else the person who
 * manages it in their place. A person who is out of office takes them only if no other is left.
 */
export function fallbackOwnerOf(db: Db, team: Pick<Team, 'fallbackId' | 'managerId'>, now: Date): string {
  const manager = managerOf(db, team);
  const named = [team.fallbackId ?? manager, manager].filter((userId) => isHere(db, userId));
  const away = absent(db, now);
  return named.find((userId) => !away.has(userId)) ?? named[0] ?? manager;
}
