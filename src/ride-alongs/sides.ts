/** The side of a person, by their teams. */
import type { Services } from '../platform/services.ts';
import { teamsOf } from '../teams/membership.ts';
import { otherSide } from '../teams/sides.ts';
import type { Team } from '../teams/table.ts';
import type { Rider } from './claim.ts';
import type { Side } from './types.ts';

type Deps = Pick<Services, 'db' | 'directory'>;

export async function riderOf(deps: Deps, userId: string): Promise<Rider> {
  const teams = await teamsOf(deps, userId);
  return { id: userId, sides: [...new Set(teams.map(({ kind }) => kind))] };
}

/** The team in whose name a person offers a meeting to this side; undefined if they have none. */
export async function hostTeamOf(deps: Deps, userId: string, side: Side): Promise<Team | undefined> {
  return (await teamsOf(deps, userId, otherSide(side)))[0];
}
