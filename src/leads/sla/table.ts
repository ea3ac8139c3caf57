import { index, integer, sqliteTable, text } from '../../platform/db/drizzle.ts';
import { leads } from '../table.ts';
import { type StepKind, stepKinds } from './types.ts';

/**
 * The escalation of each lead whose SLA runs: one row, which holds the next step and those after it. A step that was
 * taken or called off leaves the row, and the last one deletes it, so that each is taken at most once.
 */
export const escalations = sqliteTable(
  'escalations',
  {
    leadId: integer()
      .primaryKey()
      .references(() => leads.id),
    /** The person who was to act when it was planned. */
    userId: text().notNull(),
    /** The next step. */
    kind: text({ enum: stepKinds }).notNull(),
    dueAt: integer({ mode: 'timestamp_ms' }).notNull(),
    /** The steps after it, in order. */
    later: text({ mode: 'json' }).$type<PlannedStep[]>().notNull(),
  },
  (escalation) => [index('escalations_due').on(escalation.dueAt)],
);

/** The kind of a step, and when it is due, in milliseconds. */
export type PlannedStep = [kind: StepKind, dueAt: number];

export type LeadEscalation = typeof escalations.$inferSelect;
