import { integer, sqliteTable, text } from '../db/drizzle.ts';
import { morningPlaces, reminderLevels } from './terms.ts';

/** How much somebody wants to hear from Baton; whoever never said has no row. */
export const preferences = sqliteTable('preferences', {
  userId: text().primaryKey(),
  morning: text({ enum: morningPlaces }).notNull(),
  reminders: text({ enum: reminderLevels }).notNull(),
  updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
});
