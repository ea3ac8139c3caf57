import { index, integer, primaryKey, sql, sqliteTable, text } from '../platform/db/drizzle.ts';
import { teamKinds, teams } from '../teams/table.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

/** The predicate of a partial index, for the queries that need it: platform/db/dialect.ts. */
export const isWaiting = sql`try_at is not null`;

/** Everyone who was ever seen in a team, so that a person who joins is known as new. */
export const newcomers = sqliteTable(
  'newcomers',
  {
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    userId: text().notNull(),
    seenAt: instant().notNull(),
    /** When a counterpart is looked for; null after the introduction, and for people who get no introduction. */
    tryAt: instant(),
  },
  (newcomer) => [
    primaryKey({ columns: [newcomer.teamId, newcomer.userId] }),
    index('newcomers_waiting').on(newcomer.tryAt).where(isWaiting),
  ],
);

export type Newcomer = typeof newcomers.$inferSelect;

/** Pairs of people of both sides who were introduced, so that no pair comes twice. */
export const introductions = sqliteTable(
  'introductions',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    newcomerId: text().notNull(),
    /** The side that the newcomer joined. */
    side: text({ enum: teamKinds }).notNull(),
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    counterpartId: text().notNull(),
    at: instant().notNull(),
  },
  (introduction) => [
    index('introductions_of_newcomer').on(introduction.newcomerId),
    index('introductions_of_counterpart').on(introduction.counterpartId, introduction.at),
  ],
);

export type Introduction = typeof introductions.$inferSelect;

/** Managers of both sides who were paired for a month. */
export const headPairs = sqliteTable('head_pairs', {
  id: integer().primaryKey({ autoIncrement: true }),
  salesId: text().notNull(),
  marketingId: text().notNull(),
  at: instant().notNull(),
});

export type HeadPair = typeof headPairs.$inferSelect;
