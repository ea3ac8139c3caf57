import { index, integer, primaryKey, real, sql, sqliteTable, text } from '../../platform/db/drizzle.ts';
import { teams } from '../../teams/table.ts';
import { leads } from '../table.ts';
import { routeReasons } from '../types.ts';
import type { SlackAbsence } from './choose.ts';
import { queues } from './types.ts';

/** Sellers of a team as routing knows them. A new one begins with the defaults. */
export const sellers = sqliteTable(
  'sellers',
  {
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    userId: text().notNull(),
    /** As Slack last showed it, to sort people by. Null until Slack was asked. */
    name: text(),
    /** The share of the round robin; 0 takes none. Null is the default: 1, and 0 for the manager. */
    weight: integer(),
    /** Leads a day; null is the team's. */
    dailyCap: integer(),
    /** See round-robin.ts; one for each queue. */
    pass: real().notNull(),
    movedPass: real().notNull().default(0),
    /** Is in the team now. People who left keep their row for when they are back. */
    isPresent: integer({ mode: 'boolean' }).notNull().default(true),
    /** Why they can take no lead, as Slack last showed it. */
    absence: text().$type<SlackAbsence>(),
    undisturbedUntil: integer({ mode: 'timestamp_ms' }),
  },
  (seller) => [primaryKey({ columns: [seller.teamId, seller.userId] })],
);

/** Substitutes for the fallback owner that a team named, while that person is deactivated or a guest. */
export const fallbackOwners = sqliteTable('fallback_owners', {
  teamId: integer()
    .primaryKey()
    .references(() => teams.id),
  userId: text().notNull(),
  insteadOf: text().notNull(),
});

/** People who are out of office, as they said themselves. */
export const absences = sqliteTable('absences', {
  userId: text().primaryKey(),
  since: integer({ mode: 'timestamp_ms' }).notNull(),
  /** Null until they say that they are back. */
  until: integer({ mode: 'timestamp_ms' }),
});

/** The predicate of a partial index, for the queries that need it: platform/db/dialect.ts. */
export const isTurn = sql`turn_in is not null`;

/** The people who were to act on a lead, in order. The escalation asks no one twice. */
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
    /** The queue in which a turn was counted, and can be given back. Null for none. */
    turnIn: text({ enum: queues }),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (assignment) => [
    index('assignments_of_lead').on(assignment.leadId, assignment.id),
    index('assignments_of_day').on(assignment.userId, assignment.at).where(isTurn),
  ],
);
