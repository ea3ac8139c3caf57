import { index, integer, sql, sqliteTable, text } from '../platform/db/drizzle.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

// Predicates of partial indexes, for the queries that need them: platform/db/dialect.ts.
export const isPlanned = sql`removed_at is null`;
export const isUnanswered = sql`answer is null`;

/** Entries of the marketing plan, in the words of sales. Dates are ISO dates, the last one included. */
export const planEntries = sqliteTable(
  'plan_entries',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    title: text().notNull(),
    /** The campaign of leads that come from it, as hand-offs name it. */
    campaign: text(),
    /** The people or companies that it is for. */
    audience: text().notNull(),
    startsOn: text().notNull(),
    endsOn: text().notNull(),
    /** The part of sales; null if it has no part. */
    salesTask: text(),
    /** Items of the library that go with it. */
    itemIds: text({ mode: 'json' }).$type<number[]>().notNull(),
    ownerId: text().notNull(),
    /** When its owner last said that it is right. */
    checkedAt: instant().notNull(),
    /** Counts edits, so that two people who edit at once do not overwrite each other. */
    version: integer().notNull(),
    by: text().notNull(),
    at: instant().notNull(),
    removedAt: instant(),
  },
  (entry) => [index('plan_entries_by_end').on(entry.endsOn).where(isPlanned)],
);

export type PlanEntry = typeof planEntries.$inferSelect;

/** Questions about an entry, and the answer of its owner. Both teams read them. */
export const planQuestions = sqliteTable(
  'plan_questions',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    entryId: integer()
      .notNull()
      .references(() => planEntries.id),
    words: text().notNull(),
    askerId: text().notNull(),
    at: instant().notNull(),
    /** The people who got it to answer: the owner, and others after them. */
    told: text({ mode: 'json' }).$type<string[]>().notNull(),
    answer: text(),
    answeredBy: text(),
    answeredAt: instant(),
  },
  (question) => [
    index('plan_questions_of_entry').on(question.entryId, question.id),
    index('plan_questions_open').on(question.id).where(isUnanswered),
  ],
);

export type PlanQuestion = typeof planQuestions.$inferSelect;
