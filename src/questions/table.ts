/**
 * Anonymous questions to the managers. No row has a time or the id of an asker; docs/decisions/0004-anonymity.md has the
 * reasons. The tables keep their first names, which begin with `box`.
 */
import { blob, index, integer, primaryKey, sql, sqliteTable, text } from '../platform/db/drizzle.ts';

/** Questions since the last delivery: one sealed value per month, of a fixed length. */
export const sealedQuestions = sqliteTable('box_waiting', {
  /** Names the key of the month; the key is outside the database. */
  keyName: text().primaryKey(),
  capacity: integer().notNull(),
  slotBytes: integer().notNull(),
  sealed: blob({ mode: 'buffer' }).notNull(),
});

/** The predicate of a partial index, for the queries that need it: platform/db/dialect.ts. */
export const isShown = sql`hidden_by is null`;

/** Rows are added at delivery, in a random order. */
export const anonymousQuestions = sqliteTable(
  'box_questions',
  {
    /** Random. */
    id: integer().primaryKey(),
    keyName: text().notNull(),
    /** The asker's pseudonym, a different one for each question. */
    asker: text().notNull(),
    words: text().notNull(),
    /** The manager who hid it; null while it is shown. */
    hiddenBy: text(),
    publicAnswer: text(),
    /** The channel in which it is answered in public. */
    postChannel: text(),
  },
  (question) => [
    index('box_questions_of_key').on(question.keyName),
    index('box_questions_open').on(question.id).where(isShown),
  ],
);

export type Question = typeof anonymousQuestions.$inferSelect;

const questionId = () =>
  integer()
    .notNull()
    .references(() => anonymousQuestions.id);

/** Messages between managers and the asker; neither has a name. */
export const questionReplies = sqliteTable(
  'box_replies',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    questionId: questionId(),
    side: text({ enum: ['managers', 'asker'] }).notNull(),
    words: text().notNull(),
  },
  (reply) => [index('box_replies_of').on(reply.questionId, reply.id)],
);

export type Reply = typeof questionReplies.$inferSelect;

/** A question's messages to managers. */
export const questionCopies = sqliteTable(
  'box_copies',
  {
    questionId: questionId(),
    /** A manager, or the managers' channel. */
    place: text().notNull(),
    /** The asker's last reply that was announced there. */
    toldReplyId: integer().notNull().default(0),
    /** Whether the place got a reminder of the missing answer. */
    isReminded: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (copy) => [primaryKey({ columns: [copy.questionId, copy.place] }), index('box_copies_at').on(copy.place)],
);

/** Supporters of a question, as pseudonyms. */
export const questionSupports = sqliteTable(
  'box_supports',
  { questionId: questionId(), code: text('mark').notNull() },
  (support) => [primaryKey({ columns: [support.questionId, support.code] })],
);
