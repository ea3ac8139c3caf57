import { index, integer, primaryKey, real, sql, sqliteTable, text } from '../../platform/db/drizzle.ts';
import { teams } from '../../teams/table.ts';
import { leads } from '../table.ts';
import { routeReasons } from '../types.ts';
import type { SlackAbsence } from './choose.ts';
import { queues } from './types.ts';

/** Sellers of a team as routing knows them; whoever is not here yet begins with what is usual. */
export const sellers = sqliteTable(
  'sellers',
  {
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    userId: text().notNull(),
    /** As Slack last showed it, to sort people by; null until Slack was asked. */
    name: text(),
    /** Turns in relation to the others'; 0 takes none. Null is the usual: 1, and 0 for the manager. */
    weight: integer(),
    /** Leads a day; null is the team's. */
    dailyCap: integer(),
    /** See round-robin.ts; one for each queue. */
    pass: real().notNull(),
    movedPass: real().notNull().default(0),
    /** Is of the team now; who left keeps a row for when they are back. */
    isPresent: integer({ mode: 'boolean' }).notNull().default(true),
    /** What Slack last said of why they can take no lead. */
    absence: text().$type<SlackAbsence>(),
    undisturbedUntil: integer({ mode: 'timestamp_ms' }),
  },
  (seller) => [primaryKey({ columns: [seller.teamId, seller.userId] })],
);

/** Who takes a team's last leads while whoever it named for that can act on nothing. */
export const standIns = sqliteTable('stand_ins', {
  teamId: integer()
    .primaryKey()
    .references(() => teams.id),
  userId: text().notNull(),
  insteadOf: text().notNull(),
});

/** Who is out of office, as they said themselves. */
export const absences = sqliteTable('absences', {
  userId: text().primaryKey(),
  since: integer({ mode: 'timestamp_ms' }).notNull(),
  /** Null until they say that they are back. */
  until: integer({ mode: 'timestamp_ms' }),
});

/** Who was to act on which lead, one after the other; nobody is asked twice by the ladder. */
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
    /** In which queue a turn was counted for it, and can be given back; null for none. */
    turnIn: text({ enum: queues }),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (assignment) => [
    index('assignments_of_lead').on(assignment.leadId, assignment.id),
    index('assignments_of_day').on(assignment.userId, assignment.at).where(sql`turn_in is not null`),
  ],
);
