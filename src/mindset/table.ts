import { index, integer, sqliteTable, text } from '../platform/db/drizzle.ts';
import { ritualCycles } from '../rituals/table.ts';
import { teamKinds } from '../teams/table.ts';
import { outcomes } from './types.ts';

const ofCycle = () =>
  integer()
    .notNull()
    .references(() => ritualCycles.id);

/** The mindset check of a cycle. */
export const mindsetChecks = sqliteTable('mindset_checks', {
  cycleId: integer()
    .primaryKey()
    .references(() => ritualCycles.id),
  /** The smallest anonymous group, as the form promised it. */
  minimum: integer().notNull(),
  /** Null while it takes answers. */
  outcome: text({ enum: outcomes }),
  /** People with an answer; null with too few. */
  answered: integer(),
  /** Groups the answers; null before it closed. */
  facilitatorId: text(),
  /** When the facilitator is reminded, or another one asked; null after both. */
  remindAt: integer({ mode: 'timestamp_ms' }),
  reminders: integer().notNull().default(0),
});

export type Check = typeof mindsetChecks.$inferSelect;

/** Advantages. The counts are there from the publication on. */
export const mindsetGroups = sqliteTable(
  'mindset_groups',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    cycleId: ofCycle(),
    name: text().notNull(),
    counted: integer(),
    /** Null where sides are not told apart. */
    sales: integer(),
    marketing: integer(),
  },
  (group) => [index('mindset_groups_of').on(group.cycleId)],
);

export type Group = typeof mindsetGroups.$inferSelect;

/** The answers of a closed check until it is published: random ids, no order, and no way to a person. */
export const mindsetAnswers = sqliteTable(
  'mindset_answers',
  {
    id: text().primaryKey(),
    cycleId: ofCycle(),
    groupId: integer()
      .notNull()
      .references(() => mindsetGroups.id),
    words: text().notNull(),
    /** To count by side; null where sides are not told apart. */
    side: text({ enum: teamKinds }),
  },
  (answer) => [index('mindset_answers_of').on(answer.cycleId, answer.groupId)],
);

export type MindsetAnswer = typeof mindsetAnswers.$inferSelect;

/** The three advantages that managers of both sides agree on after a check. */
export const mindsetAgreements = sqliteTable('mindset_agreements', {
  cycleId: integer()
    .primaryKey()
    .references(() => ritualCycles.id),
  advantages: text({ mode: 'json' }).$type<string[]>().notNull(),
  /** Rises with the words, so that no one agrees to others than they saw. */
  version: integer().notNull().default(1),
  salesBy: text(),
  marketingBy: text(),
  agreedAt: integer({ mode: 'timestamp_ms' }),
  publishedBy: text(),
  publishedAt: integer({ mode: 'timestamp_ms' }),
});

export type Agreement = typeof mindsetAgreements.$inferSelect;
