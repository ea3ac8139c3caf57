import type { Db } from '../platform/db/open.ts';
import type { Directory, Person } from '../platform/slack/directory.ts';
import { isManager, runsAll, teamsOf } from './membership.ts';
import { allTeams } from './queries.ts';

export const roles = ['marketer', 'seller', 'manager', 'admin'] as const;
/** A person's roles in Baton, beyond those of every colleague. */
export type Role = (typeof roles)[number];

/** @throws UserError if Slack does not answer. */
export async function rolesOf(deps: { db: Db; directory: Directory }, person: Person): Promise<Role[]> {
  if (!person.isMember) return [];
  const own = await teamsOf(deps, person.id);
  const has: Record<Role, boolean> = {
    marketer: own.some(({ kind }) => kind === 'marketing'),
    seller: own.some(({ kind }) => kind === 'sales'),
    manager: runsAll(person) || allTeams(deps.db).some((team) => isManager(team, person)),
    admin: runsAll(person),
  };
  return roles.filter((role) => has[role]);
}
