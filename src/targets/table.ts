import { check, index, integer, sql, sqliteTable, text, uniqueIndex } from '../platform/db/drizzle.ts';
import { teams } from '../teams/table.ts';
import type { TargetGroup } from './types.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

/** One row for each sales team and period. Figures that were not entered are null. */
export const targets = sqliteTable(
  'targets',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    /** `2026-Q4` or `2026-11`. */
    period: text().notNull(),
    /** ISO 4217, of all its amounts. */
    currency: text().notNull(),
    /** Top-down, by marketing. Amounts are in hundredths, so that sums are exact. */
    topCents: integer(),
    topHandedOff: integer(),
    topQualified: integer(),
    /** Bottom-up, by sales. */
    bottomCents: integer(),
    /** The customer groups to which sales allocated the gap. */
    groups: text({ mode: 'json' }).$type<TargetGroup[]>().notNull(),
    /** Why the rest of the gap is left open; null if it is not. */
    openReason: text(),
    marketingApprovedBy: text(),
    marketingApprovedAt: instant(),
    salesApprovedBy: text(),
    salesApprovedAt: instant(),
    /** The number of changes: an approval is of what its person saw. */
    version: integer().notNull(),
    changedAt: instant().notNull(),
  },
  (target) => [
    uniqueIndex('targets_of_team').on(target.teamId, target.period),
    check('targets_positive', sql`${target.topCents} > 0 and ${target.bottomCents} > 0`),
  ],
);

export type Target = typeof targets.$inferSelect;

/** Changes and approvals of targets. Rows are only ever added. */
export const targetChanges = sqliteTable(
  'target_changes',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    targetId: integer()
      .notNull()
      .references(() => targets.id),
    /** The columns that differ, by name. */
    before: text({ mode: 'json' }).$type<Partial<Target>>().notNull(),
    after: text({ mode: 'json' }).$type<Partial<Target>>().notNull(),
    by: text().notNull(),
    at: instant().notNull(),
  },
  (change) => [index('target_changes_of_target').on(change.targetId, change.id)],
);

export type TargetChange = typeof targetChanges.$inferSelect;
