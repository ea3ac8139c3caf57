import type { Db } from '../platform/db/open.ts';
import type { Directory, Person } from '../platform/slack/directory.ts';
import { teamsOf } from '../teams/membership.ts';
import type { Team } from '../teams/table.ts';

/** Whose home it is, as Slack and the teams have them at this moment. */
export interface Reader {
  person: Person;
  /** Those that they work in or manage, by name. */
  teams: Team[];
  /** Those that they manage themselves; an admin may look after every team, and does not want them all here. */
  managed: Team[];
  isSeller: boolean;
  isMarketer: boolean;
}

/** @throws UserError when Slack cannot be asked. */
export async function readerOf(deps: { db: Db; directory: Directory }, userId: string): Promise<Reader> {
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
