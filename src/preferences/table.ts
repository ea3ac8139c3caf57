import { integer, sqliteTable, text } from '../platform/db/drizzle.ts';
import { morningPlaces, reminderLevels, weeklyPlaces } from './types.ts';

/** A person's notifications. People who never chose have no row. */
export const preferences = sqliteTable('preferences', {
  userId: text().primaryKey(),
  morning: text({ enum: morningPlaces }).notNull(),
  reminders: text({ enum: reminderLevels }).notNull(),
  /** The weekly report on the quality of the person's own leads. */
  quality: text({ enum: weeklyPlaces }).notNull().default('message'),
  updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
});
