import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { managerOf } from '../teams/holders.ts';
import { allTeams, teamsOfKind } from '../teams/queries.ts';
import { deputies } from '../teams/settings.ts';
import { isHere } from '../teams/standing.ts';
import type { TeamKind } from '../teams/table.ts';
import { mindsetFacilitator } from './settings.ts';

/** The people who hold the managers' part now, of both sides, each once. */
export const managersOf = (db: Db, kind?: TeamKind): string[] => [
  ...new Set((kind ? teamsOfKind(db, kind) : allTeams(db)).map((team) => managerOf(db, team))),
];

/** Whether a person may be asked: they manage a side, or are an additional manager, and are here. */
export const canFacilitate = (db: Db, userId: string): boolean =>
  isHere(db, userId) && (managersOf(db).includes(userId) || settingOf(db, deputies).includes(userId));

/**
 * The chosen facilitator, as long as they may be asked; else a manager of marketing, then of sales. `not` had their turn.
 * Undefined without a team.
 */
export function facilitatorOf(db: Db, not: string | null = null): string | undefined {
  const all = [...settingOf(db, mindsetFacilitator), ...managersOf(db, 'marketing'), ...managersOf(db, 'sales')];
  const some = all.filter((userId) => canFacilitate(db, userId));
  return some.find((userId) => userId !== not) ?? some[0];
}

/** The sides that a person answers for. */
export const sidesManagedBy = (db: Db, userId: string): TeamKind[] =>
  (['sales', 'marketing'] as const).filter((kind) => managersOf(db, kind).includes(userId));
