import type { Db } from '../../platform/db/open.ts';
import { UserError } from '../../platform/errors.ts';
import type { Person } from '../../platform/slack/directory.ts';
import { isManager } from '../../teams/membership.ts';
import { teamsOfKind } from '../../teams/queries.ts';
import type { Team } from '../../teams/table.ts';

/** Both sides write it together: the sales team's manager, the managers of marketing, and workspace admins. */
export const mayEdit = (db: Db, team: Team, person: Person): boolean =>
  isManager(team, person) || teamsOfKind(db, 'marketing').some(({ managerId }) => managerId === person.id);

/** @throws UserError for everybody else. */
export function requireEditor(db: Db, team: Team, person: Person): void {
  if (mayEdit(db, team, person)) return;
  throw new UserError('Only the managers of sales and marketing change this definition. Please ask one of them.');
}
