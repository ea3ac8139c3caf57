import { index, integer, sql, sqliteTable, text } from '../../platform/db/drizzle.ts';
import { teams } from '../../teams/table.ts';
import { clauseChanges } from './types.ts';

/** The predicate of a partial index, for the queries that need it: platform/db/dialect.ts. */
export const isCurrentClause = sql`retired_at is null`;

/** The clauses of a sales team's lead definition. Retired ones stay, because declines cite them. */
export const definitionClauses = sqliteTable(
  'definition_clauses',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    text: text().notNull(),
    /** Order within the team, with gaps. */
    position: integer().notNull(),
    /** Counts edits of the text, so that two people who edit at once do not overwrite each other. */
    version: integer().notNull().default(1),
    retiredAt: integer({ mode: 'timestamp_ms' }),
    updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
    updatedBy: text().notNull(),
  },
  (clause) => [index('definition_clauses_of_team').on(clause.teamId, clause.position).where(isCurrentClause)],
);

export type Clause = typeof definitionClauses.$inferSelect;

/** Changes of a definition. Rows are only ever added. */
export const definitionChanges = sqliteTable(
  'definition_changes',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    clauseId: integer()
      .notNull()
      .references(() => definitionClauses.id),
    kind: text({ enum: clauseChanges }).notNull(),
    /** ClauseChangeDetails of its kind. */
    details: text({ mode: 'json' }).$type<unknown>().notNull(),
    by: text().notNull(),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (change) => [index('definition_changes_of_team').on(change.teamId, change.id)],
);
