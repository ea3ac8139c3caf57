import type { Services } from '../platform/services.ts';
import type { Person } from '../platform/slack/directory.ts';
import { teamsOf } from '../teams/membership.ts';
import type { Team } from '../teams/table.ts';

/** The person whose home it is, with their current roles and teams. */
export interface Reader {
  person: Person;
  /** Teams that they work in or manage, by name. */
  teams: Team[];
  /** Teams that they manage themselves. Admins may manage every team, but do not want all of them here. */
  managed: Team[];
  isSeller: boolean;
  isMarketer: boolean;
}

/** @throws UserError when Slack cannot be asked. */
export async function readerOf(deps: Pick<Services, 'db' | 'directory'>, userId: string): Promise<Reader> {
  const person = await deps.directory.person(userId);
  const teams = person.isMember ? await teamsOf(deps, userId) : [];
  return {
    person,
    teams,
    managed: teams.filter(({ managerId }) => managerId === userId),
    isSeller: teams.some(({ kind }) => kind === 'sales'),
    isMarketer: teams.some(({ kind }) => kind === 'marketing'),
  };
}
