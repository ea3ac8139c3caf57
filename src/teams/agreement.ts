/** Agreements of both sides: the managers of sales teams, and those of marketing teams. */
import type { Db } from '../platform/db/open.ts';
import type { Person } from '../platform/slack/directory.ts';
import { managerOf } from './holders.ts';
import { runsAll } from './membership.ts';
import { allTeams, teamsOfKind } from './queries.ts';
import { otherSide } from './sides.ts';
import { type TeamKind, teamKinds } from './table.ts';

/** The kinds of team that a person answers for. Admins and additional managers stand in for a kind without a team. */
export const sidesOf = (db: Db, person: Person): TeamKind[] => [
  ...teamKinds.filter((kind) => managesKind(db, person.id, kind)),
  ...teamKinds.filter((kind) => runsAll(person) && teamsOfKind(db, kind).length === 0),
];

/** Also for a manager who left: see `managerOf`. */
const managesKind = (db: Db, userId: string, kind: TeamKind): boolean =>
  teamsOfKind(db, kind).some((team) => managerOf(db, team) === userId);

/** Manages every team: there is no one else to agree with. */
const isOnlyManager = (db: Db, userId: string): boolean => allTeams(db).every((team) => managerOf(db, team) === userId);

/** Whether a person is to decide on a proposal: for the other side, and not on their own. */
export const decidesOn = (
  db: Db,
  { side, proposedBy }: { side: TeamKind; proposedBy: string },
  userId: string,
  sides: readonly TeamKind[] = teamKinds.filter((kind) => managesKind(db, userId, kind)),
): boolean => sides.includes(otherSide(side)) && (proposedBy !== userId || isOnlyManager(db, userId));
