import { index, integer, sqliteTable, text } from '../../platform/db/drizzle.ts';
import { leads } from '../table.ts';

/** Steps of workflows that end when sales accepts the lead. */
export const leadSteps = sqliteTable(
  'lead_steps',
  {
    /** Slack's id of the running step. */
    executionId: text().primaryKey(),
    leadId: integer()
      .notNull()
      .references(() => leads.id),
    startedAt: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (step) => [index('lead_steps_of_lead').on(step.leadId)],
);
