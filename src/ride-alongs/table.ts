import { leads } from '../leads/table.ts';
import { index, integer, sql, sqliteTable, text, uniqueIndex } from '../platform/db/drizzle.ts';
import { reactionTable } from '../platform/slack/heard-reactions.ts';
import { ritualCycles } from '../rituals/table.ts';
import { teams } from '../teams/table.ts';
import { meetingKinds, pairStates, rideRoles, rideStatuses, sides } from './types.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

// Predicates of partial indexes, for the queries that need them: platform/db/dialect.ts.
export const isOpenRide = sql`status = 'open'`;
export const isToRemind = sql`remind_at is not null`;

/** Calls and meetings in which people of the other team may sit. */
export const rideAlongs = sqliteTable(
  'ride_alongs',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    hostId: text().notNull(),
    /** The host's team. */
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    /** The team that rides along. */
    side: text({ enum: sides }).notNull(),
    /** Where it is offered. */
    channelId: text().notNull(),
    kind: text({ enum: meetingKinds }).notNull(),
    title: text().notNull(),
    leadId: integer().references(() => leads.id),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    seats: integer().notNull(),
    /** A room, or a link. */
    place: text(),
    words: text(),
    status: text({ enum: rideStatuses }).notNull(),
    /** Null if Baton called it off, because the host left. */
    calledOffBy: text(),
    reason: text(),
    /** Of its entry in calendars; rises with every change that they should see. */
    sequence: integer().notNull(),
    createdAt: instant().notNull(),
  },
  (ride) => [
    index('ride_alongs_open').on(ride.endsAt).where(isOpenRide),
    index('ride_alongs_of_lead').on(ride.leadId).where(sql`lead_id is not null`),
  ],
);

export type RideAlong = typeof rideAlongs.$inferSelect;

/** The host and the riders of each. */
export const rideAlongPeople = sqliteTable(
  'ride_along_people',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    rideId: integer()
      .notNull()
      .references(() => rideAlongs.id),
    userId: text().notNull(),
    role: text({ enum: rideRoles }).notNull(),
    since: instant().notNull(),
    /** When the rider gave the seat back. */
    leftAt: instant(),
    /** Has the calendar file, and no cancellation since. */
    hasFile: integer({ mode: 'boolean' }).notNull(),
    /** The one reminder; null once it was sent. */
    remindAt: instant(),
    /** The rider says that the meeting did not take place, or that they were not in it. */
    isMissed: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (one) => [
    uniqueIndex('ride_along_people_once').on(one.rideId, one.userId),
    index('ride_along_people_of_person').on(one.userId, one.rideId),
    index('ride_along_people_to_remind').on(one.remindAt).where(isToRemind),
  ],
);

export type RidePerson = typeof rideAlongPeople.$inferSelect;

export const rideAlongReactions = reactionTable('ride_along_reactions', 'ride_id', () => rideAlongs.id);

/** The three answers of a rider; at least one is there. */
export const rideAlongDebriefs = sqliteTable(
  'ride_along_debriefs',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    rideId: integer()
      .notNull()
      .references(() => rideAlongs.id),
    userId: text().notNull(),
    /** Questions of the buyer. */
    asked: text(),
    /** Missing content. */
    missing: text(),
    surprised: text(),
    at: instant().notNull(),
    /** The content request that came from it: an id of `content_requests`. */
    requestId: integer(),
    /** When it became a point on the agenda of the review. */
    pointAt: instant(),
    /** When the missing content was noted in the library. */
    notedAt: instant(),
  },
  (debrief) => [uniqueIndex('ride_along_debriefs_once').on(debrief.rideId, debrief.userId)],
);

export type Debrief = typeof rideAlongDebriefs.$inferSelect;

/** A seller and a marketer whom a month proposes to ride together. */
export const rideAlongPairs = sqliteTable(
  'ride_along_pairs',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    cycleId: integer()
      .notNull()
      .references(() => ritualCycles.id),
    sellerId: text().notNull(),
    marketerId: text().notNull(),
    /** When they last rode together; null for never. */
    rodeAt: instant(),
    state: text({ enum: pairStates }).notNull(),
    /** Of them, the one who said not this month. */
    declinedBy: text(),
    /** The meeting that the seller picked. */
    rideId: integer().references(() => rideAlongs.id),
    at: instant().notNull(),
  },
  (pair) => [
    uniqueIndex('ride_along_pairs_once').on(pair.cycleId, pair.sellerId, pair.marketerId),
    index('ride_along_pairs_of_ride').on(pair.rideId).where(sql`ride_id is not null`),
  ],
);

export type RidePair = typeof rideAlongPairs.$inferSelect;
