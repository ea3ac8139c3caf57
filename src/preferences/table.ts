import { integer, sqliteTable, text } from '../platform/db/drizzle.ts';
import { morningPlaces, reminderLevels, weeklyPlaces } from './types.ts';

/** How much somebody wants to hear from Baton; whoever never said has no row. */
export const preferences = sqliteTable('preferences', {
  userId: text().primaryKey(),
  morning: text({ enum: morningPlaces }).notNull(),
  reminders: text({ enum: reminderLevels }).notNull(),
  /** The weekly report of what sales thinks of one's leads. */
  quality: text({ enum: weeklyPlaces }).notNull().default('message'),
  updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
});
