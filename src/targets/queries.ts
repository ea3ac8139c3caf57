import { and, asc, count, desc, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import { UserError } from '../platform/errors.ts';
import type { Slice } from '../platform/paging.ts';
import { type Team, teams } from '../teams/table.ts';
import { type Target, type TargetChange, targetChanges, targets } from './table.ts';

const byId = preparedRows(targets, eq(targets.id, sql.placeholder('id')));

export function requireTarget(db: Db, id: number): Target {
  const target = byId(db).get({ id });
  if (!target) throw new UserError('This target no longer exists.');
  return target;
}

const byPeriod = preparedRows(
  targets,
  and(eq(targets.teamId, sql.placeholder('teamId')), eq(targets.period, sql.placeholder('period'))),
);

export const targetOf = (db: Db, teamId: number, period: string): Target | undefined =>
  byPeriod(db).get({ teamId, period });

/** Keys of the periods for which a team has a target, in no order. */
export const periodsOf = (db: Db, teamId: number): string[] =>
  db
    .select({ period: targets.period })
    .from(targets)
    .where(eq(targets.teamId, teamId))
    .all()
    .map(({ period }) => period);

const everySalesTeam = prepared((db) =>
  db
    .select()
    .from(teams)
    .where(eq(teams.kind, 'sales'))
    .orderBy(asc(sql`lower(${teams.name})`))
    .prepare(),
);

/** By name, with retired ones. */
export const salesTeams = (db: Db): Team[] => everySalesTeam(db).all();

/** Newest first. */
export const changesOfTarget = (
  db: Db,
  targetId: number,
  { limit, offset }: Slice,
): { rows: TargetChange[]; total: number } => ({
  rows: db
    .select()
    .from(targetChanges)
    .where(eq(targetChanges.targetId, targetId))
    .orderBy(desc(targetChanges.id))
    .limit(limit)
    .offset(offset)
    .all(),
  total:
    db.select({ changes: count() }).from(targetChanges).where(eq(targetChanges.targetId, targetId)).get()?.changes ?? 0,
});
