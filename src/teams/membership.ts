import type { Db } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import type { Directory, Person } from '../platform/slack/directory.ts';
import { PlaceGone } from '../platform/slack/place-gone.ts';
import { membersOf } from './members.ts';
import { allTeams, teamsOfKind } from './queries.ts';
import type { Team, TeamKind } from './table.ts';

/**
 * The person, if they may act in Baton. Guests, people of other workspaces, bots and deactivated people may not.
 * @throws UserError for everyone else.
 */
export async function requireColleague(directory: Directory, userId: string): Promise<Person> {
  const person = await directory.person(userId);
  if (!person.isMember) {
    const way = person.isSister ? ' Join the channel of a team first.' : '';
    throw new UserError(`Only full members of this workspace can do this. You are ${person.standing}.${way}`);
  }
  return person;
}

/** A sentence for a form if the person may not take part, such as 'Gus cannot own it: they are a guest.' */
export async function colleagueFault(
  directory: Directory,
  userId: string,
  cannot: string,
): Promise<string | undefined> {
  const { isMember, name, standing } = await directory.person(userId);
  return isMember ? undefined : `${name} cannot ${cannot}: they are ${standing}.`;
}

/** The people who may act on a team's leads without being a member: its manager and its fallback owner. */
export const answersFor = ({ managerId, fallbackId }: Team, userId: string): boolean =>
  userId === managerId || userId === fallbackId;

/** A team whose channel or user group is gone and was never read has its manager and fallback owner only. */
export async function isOfTeam(deps: { db: Db; directory: Directory }, team: Team, userId: string): Promise<boolean> {
  if (answersFor(team, userId)) return true;
  try {
    return (await membersOf(deps, team)).userIds.has(userId);
  } catch (error) {
    if (error instanceof PlaceGone) return false;
    throw error;
  }
}

/** The teams that a person belongs to or manages. */
export async function teamsOf(
  { db, directory }: { db: Db; directory: Directory },
  userId: string,
  kind?: TeamKind,
): Promise<Team[]> {
  const candidates = kind ? teamsOfKind(db, kind) : allTeams(db);
  const belongs = await Promise.all(candidates.map((team) => isOfTeam({ db, directory }, team, userId)));
  return candidates.filter((_, index) => belongs[index]);
}

/** Whether a person answers for a team and its settings: its manager, a workspace admin, or an additional manager. */
export function isManager(team: Team, person: Person): boolean {
  return team.managerId === person.id || runsAll(person);
}

/** Whether a person may do everything in Baton, even before there is a team. */
export const runsAll = (person: Person): boolean => person.isAdmin || person.isDeputy === true;

/** Whether a person manages a team or all of Baton. */
export const isSomeManager = (db: Db, person: Person): boolean =>
  runsAll(person) || allTeams(db).some((team) => isManager(team, person));

interface Taking {
  team: Team;
  userId: string;
  thing: 'lead' | 'request';
  /** The person who has it now. */
  holderId?: string | null;
}

/** Why a person cannot be given a lead or request of a team; undefined when they can. */
export async function takerFault(
  deps: { db: Db; directory: Directory },
  { team, userId, thing, holderId }: Taking,
): Promise<string | undefined> {
  const [person, isTheirs] = await Promise.all([deps.directory.person(userId), isOfTeam(deps, team, userId)]);
  if (holderId === userId) return `${person.name} has this ${thing} already.`;
  if (!isTheirs) return `${person.name} is not in ${team.name}.`;
  return standingFault(person, thing);
}

/** Why a person cannot be given anything of a kind; undefined when they can. */
export const standingFault = ({ isMember, name, standing }: Person, thing: Taking['thing']): string | undefined =>
  isMember ? undefined : `${name} cannot take ${thing}s: they are ${standing}.`;
