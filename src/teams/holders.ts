/** The people who hold a role now. A message to a role goes to them, and not to the person who had it once. */
import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { deputies } from './settings.ts';
import { adminsHere, isHere } from './standing.ts';
import type { Team } from './table.ts';

/** Answers for a team now: its manager, else an additional manager, else an admin. */
export function managerOf(db: Db, { managerId }: Pick<Team, 'managerId'>): string {
  if (isHere(db, managerId)) return managerId;
  return [...settingOf(db, deputies), ...adminsHere(db)].find((userId) => isHere(db, userId)) ?? managerId;
}
