/** Which of both sides a person works on. */
import type { Services } from '../platform/services.ts';
import { PlaceGone } from '../platform/slack/place-gone.ts';
import { membersOf } from './members.ts';
import { allTeams } from './queries.ts';
import type { Team, TeamKind } from './table.ts';

/** Null for people in neither side, or in both. */
export type Side = TeamKind | null;

export const otherSide = (side: TeamKind): TeamKind => (side === 'sales' ? 'marketing' : 'sales');

type Deps = Pick<Services, 'db' | 'directory'>;
type BySide = Record<TeamKind, Set<string>>;

/** Managers read along in the other side's channel; what they manage is where they work. */
export async function sidesOf(deps: Deps): Promise<(userId: string) => Side> {
  const { people, managers } = await readSides(deps);
  return (id) => sideIn(managers, id) ?? sideIn(people, id);
}

/** The full members of one side alone, by id. */
export async function peopleOfBothSides(deps: Deps): Promise<{ userId: string; side: TeamKind }[]> {
  const { people, managers } = await readSides(deps);
  const ids = new Set([people, managers].flatMap(({ sales, marketing }) => [...sales, ...marketing]));
  const members = (await deps.directory.people([...ids])).filter(({ isMember }) => isMember);
  return members
    .flatMap(({ id: userId }) => {
      const side = sideIn(managers, userId) ?? sideIn(people, userId);
      return side === null ? [] : [{ userId, side }];
    })
    .sort((a, b) => (a.userId < b.userId ? -1 : 1));
}

async function readSides(deps: Deps): Promise<{ people: BySide; managers: BySide }> {
  const people = { sales: new Set<string>(), marketing: new Set<string>() };
  const managers = { sales: new Set<string>(), marketing: new Set<string>() };
  for (const team of allTeams(deps.db)) {
    managers[team.kind].add(team.managerId);
    for (const id of await knownMembers(deps, team)) people[team.kind].add(id);
  }
  return { people, managers };
}

/** Another team that cannot be read stops nothing; only its people count to no side. */
async function knownMembers(deps: Deps, team: Team): Promise<ReadonlySet<string>> {
  try {
    return (await membersOf(deps, team)).userIds;
  } catch (error) {
    if (error instanceof PlaceGone) return new Set();
    throw error;
  }
}

function sideIn({ sales, marketing }: BySide, id: string): Side {
  if (sales.has(id) === marketing.has(id)) return null;
  return sales.has(id) ? 'sales' : 'marketing';
}
