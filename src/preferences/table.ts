import { integer, sqliteTable, text } from '../platform/db/drizzle.ts';
import {
  acceptedLevels,
  introductionChoices,
  morningPlaces,
  reminderLevels,
  rideProposals,
  weeklyPlaces,
  winNames,
} from './types.ts';

/** A person's notifications. People who never chose have no row. */
export const preferences = sqliteTable('preferences', {
  userId: text().primaryKey(),
  morning: text({ enum: morningPlaces }).notNull(),
  reminders: text({ enum: reminderLevels }).notNull(),
  /** The weekly report on the quality of the person's own leads. */
  quality: text({ enum: weeklyPlaces }).notNull().default('message'),
  /** News of the person's own leads that sales accepted. */
  accepted: text({ enum: acceptedLevels }).notNull().default('each'),
  /** Missed deadlines, waiting questions and items to review, in a manager's morning message. */
  managing: text({ enum: weeklyPlaces }).notNull().default('message'),
  /** Proposals of the month. */
  rideAlongs: text({ enum: rideProposals }).notNull().default('monthly'),
  /** In posts about wins. */
  wins: text({ enum: winNames }).notNull().default('named'),
  /** A page on which a lead books a time with this person. */
  bookingLink: text(),
  /** To colleagues of the other side. */
  introductions: text({ enum: introductionChoices }).notNull().default('on'),
  updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
});
