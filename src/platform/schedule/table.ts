import { integer, primaryKey, sqliteTable, text } from '../db/drizzle.ts';

/** The ledger: which slots of which job have run. cron only wakes the schedule; the ledger decides. */
export const slots = sqliteTable(
  'schedule_slots',
  {
    job: text().notNull(),
    /** The planned moment, not the moment at which it ran. */
    slotAt: integer({ mode: 'timestamp_ms' }).notNull(),
    ranAt: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (slot) => [primaryKey({ columns: [slot.job, slot.slotAt] })],
);

/** Since when a job's slots count: a new or rescheduled job owes nothing for the past. */
export const scheduledJobs = sqliteTable('scheduled_jobs', {
  job: text().primaryKey(),
  /** Cron expression and zone, to detect a change. */
  plan: text().notNull(),
  since: integer({ mode: 'timestamp_ms' }).notNull(),
});
