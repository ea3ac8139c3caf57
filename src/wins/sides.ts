/** The two sides of the rules of credit. */
import type { Db } from '../platform/db/open.ts';
import type { Person } from '../platform/slack/directory.ts';
import { runsAll } from '../teams/membership.ts';
import { allTeams, teamsOfKind } from '../teams/queries.ts';
import { type TeamKind, teamKinds } from '../teams/table.ts';

/** The kinds of team that a person answers for. Admins and additional managers stand in for a kind without a team. */
export const sidesOf = (db: Db, person: Person): TeamKind[] => [
  ...teamKinds.filter((kind) => managesKind(db, person.id, kind)),
  ...teamKinds.filter((kind) => runsAll(person) && teamsOfKind(db, kind).length === 0),
];

export const managesKind = (db: Db, userId: string, kind: TeamKind): boolean =>
  allTeams(db).some((team) => team.kind === kind && team.managerId === userId);

/** Manages every team: there is no one else to agree with. */
export const isOnlyManager = (db: Db, userId: string): boolean =>
  allTeams(db).every(({ managerId }) => managerId === userId);
