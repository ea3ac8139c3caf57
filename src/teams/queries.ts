import { and, asc, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import { UserError } from '../platform/errors.ts';
import { isCurrentTeam, type Team, type TeamKind, teams, watchers } from './table.ts';

const byId = preparedRows(teams, eq(teams.id, sql.placeholder('id')));

export const teamById = (db: Db, id: number): Team | undefined => byId(db).get({ id });

export function requireTeam(db: Db, id: number): Team {
  const team = teamById(db, id);
  if (!team) throw new UserError('This team no longer exists.');
  return team;
}

/** A team that takes leads. @throws UserError for a marketing team. */
export function requireSalesTeam(db: Db, id: number): Team {
  const team = requireTeam(db, id);
  if (team.kind !== 'sales' || team.retiredAt)
    throw new UserError('This team no longer accepts leads. Choose another.');
  return team;
}

/** A team that takes content requests. @throws UserError for a sales team. */
export function requireMarketingTeam(db: Db, id: number): Team {
  const team = requireTeam(db, id);
  if (team.kind !== 'marketing' || team.retiredAt)
    throw new UserError('This team no longer accepts requests. Choose another.');
  return team;
}

const all = prepared((db) =>
  db
    .select()
    .from(teams)
    .where(isCurrentTeam)
    .orderBy(asc(sql`lower(${teams.name})`))
    .prepare(),
);

/** By name, without retired ones. */
export const allTeams = (db: Db): Team[] => all(db).all();

const ofKind = prepared((db) =>
  db
    .select()
    .from(teams)
    .where(and(eq(teams.kind, sql.placeholder('kind')), isCurrentTeam))
    .orderBy(asc(sql`lower(${teams.name})`))
    .prepare(),
);

/** By name, without retired ones. */
export const teamsOfKind = (db: Db, kind: TeamKind): Team[] => ofKind(db).all({ kind });

/** The team whose calendar counts for what both sides share; undefined without a sales team. */
export const oldestSalesTeam = (db: Db): Team | undefined =>
  teamsOfKind(db, 'sales').toSorted((a, b) => a.id - b.id)[0];

const watchersOfTeam = preparedRows(watchers, eq(watchers.teamId, sql.placeholder('teamId')));

/** People who only watch the team's channel: see watchers.ts. */
export const watchersOf = (db: Db, teamId: number): string[] =>
  watchersOfTeam(db)
    .all({ teamId })
    .map(({ userId }) => userId);
