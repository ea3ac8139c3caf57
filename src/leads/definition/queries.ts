import { and, asc, count, desc, eq, gte, inArray, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { UserError } from '../../platform/errors.ts';
import { type Clause, definitionChanges, definitionClauses, isCurrentClause } from './table.ts';

export type DefinitionChange = typeof definitionChanges.$inferSelect;

const standing = (teamId: number | ReturnType<typeof sql.placeholder>) =>
  and(eq(definitionClauses.teamId, teamId), isCurrentClause);

// Prepared: read for every sales team at each hand-off.
const inOrder = prepared((db) =>
  db
    .select()
    .from(definitionClauses)
    .where(standing(sql.placeholder('teamId')))
    .orderBy(asc(definitionClauses.position))
    .prepare(),
);

/** A team's current definition, in order. */
export const clausesOf = (db: Db, teamId: number): Clause[] => inOrder(db).all({ teamId });

export const countClauses = (db: Db, teamId: number): number =>
  db.select({ clauses: count() }).from(definitionClauses).where(standing(teamId)).get()?.clauses ?? 0;

/** Includes retired clauses; undefined if the team has no such clause. */
export const clauseOf = (db: Db, teamId: number, id: number): Clause | undefined =>
  db
    .select()
    .from(definitionClauses)
    .where(and(eq(definitionClauses.id, id), eq(definitionClauses.teamId, teamId)))
    .get();

/** @throws UserError if it is not, or no longer, in the team's definition. */
export function requireClause(db: Db, teamId: number, id: number): Clause {
  const clause = clauseOf(db, teamId, id);
  if (!clause || clause.retiredAt !== null) throw new UserError('This clause is no longer in the definition.');
  return clause;
}

export const lastChangeOf = (db: Db, teamId: number): DefinitionChange | undefined =>
  db
    .select()
    .from(definitionChanges)
    .where(eq(definitionChanges.teamId, teamId))
    .orderBy(desc(definitionChanges.id))
    .limit(1)
    .get();

/** From this change on, oldest first. */
export const changesFrom = (db: Db, teamId: number, firstId: number): DefinitionChange[] =>
  db
    .select()
    .from(definitionChanges)
    .where(and(eq(definitionChanges.teamId, teamId), gte(definitionChanges.id, firstId)))
    .orderBy(asc(definitionChanges.id))
    .all();

/** The words of clauses as they are now, by id; retired clauses too. */
export const clauseTexts = (db: Db, ids: readonly number[]): Map<number, string> =>
  new Map(
    db
      .select({ id: definitionClauses.id, text: definitionClauses.text })
      .from(definitionClauses)
      .where(inArray(definitionClauses.id, [...ids]))
      .all()
      .map(({ id, text }) => [id, text]),
  );
