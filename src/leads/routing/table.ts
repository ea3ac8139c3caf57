import { index, integer, primaryKey, real, sql, sqliteTable, text } from '../../platform/db/drizzle.ts';
import { teams } from '../../teams/table.ts';
import { leads } from '../table.ts';
import { routeReasons } from '../types.ts';
import type { SlackAbsence } from './choose.ts';
import { queues } from './types.ts';

/** Sellers of a team as routing knows them. New ones start with the defaults. */
export const sellers = sqliteTable(
  'sellers',
  {
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    userId: text().notNull(),
    /** Name in Slack when last asked, for sorting. Null until Slack was asked. */
    name: text(),
    /** The share of the round robin; 0 takes none. Null is the default: 1, and 0 for the manager. */
    weight: integer(),
    /** Leads a day; null is the team's. */
    dailyCap: integer(),
    /** See round-robin.ts; one for each queue. */
    pass: real().notNull(),
    movedPass: real().notNull().default(0),
    /** Is in the team now. People who left keep their row in case they return. */
    isPresent: integer({ mode: 'boolean' }).notNull().default(true),
    /** Why they cannot take leads, according to Slack when last asked. */
    absence: text().$type<SlackAbsence>(),
    undisturbedUntil: integer({ mode: 'timestamp_ms' }),
  },
  (seller) => [primaryKey({ columns: [seller.teamId, seller.userId] })],
);

/** People who set themselves away. */
export const absences = sqliteTable('absences', {
  userId: text().primaryKey(),
  since: integer({ mode: 'timestamp_ms' }).notNull(),
  /** Null until they set themselves back. */
  until: integer({ mode: 'timestamp_ms' }),
  /** When the leads that they work on were offered to the team, because it is long. */
  offeredAt: integer({ mode: 'timestamp_ms' }),
});

/** The predicate of a partial index, for the queries that need it: platform/db/dialect.ts. */
export const isTurn = sql`turn_in is not null`;

/** The people a lead was assigned to, in order. The escalation asks no one twice. */
export const assignments = sqliteTable(
  'assignments',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    leadId: integer()
      .notNull()
      .references(() => leads.id),
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    userId: text().notNull(),
    why: text({ enum: routeReasons }).notNull(),
    /** The queue in which a turn was counted and can be returned; null if no turn was counted. */
    turnIn: text({ enum: queues }),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (assignment) => [
    index('assignments_of_lead').on(assignment.leadId, assignment.id),
    index('assignments_of_day').on(assignment.userId, assignment.at).where(isTurn),
  ],
);

/** The leads that doors bring to a team; without a row, none by a rule. */
export const teamRules = sqliteTable('team_rules', {
  teamId: integer()
    .primaryKey()
    .references(() => teams.id),
  sources: text({ mode: 'json' }).$type<string[]>().notNull(),
  campaigns: text({ mode: 'json' }).$type<string[]>().notNull(),
  /** ISO 3166. */
  countries: text({ mode: 'json' }).$type<string[]>().notNull(),
  /** Employees of the company. */
  sizeFrom: integer(),
  sizeTo: integer(),
});
