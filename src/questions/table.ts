/**
 * The box: what people ask the managers without saying who they are. No row has a time, and none has the id of a person
 * who asked; docs/decisions/0004-anonymity.md has the reasons.
 */
import { blob, index, integer, primaryKey, sql, sqliteTable, text } from '../platform/db/drizzle.ts';

/** What was put in since the last delivery, all of a month in one sealed value that never changes its length. */
export const boxWaiting = sqliteTable('box_waiting', {
  /** Names the key of the month, which is not in here. */
  keyName: text().primaryKey(),
  capacity: integer().notNull(),
  slotBytes: integer().notNull(),
  sealed: blob({ mode: 'buffer' }).notNull(),
});

/** Rows are added when questions are delivered, in an order that tells nothing. */
export const boxQuestions = sqliteTable(
  'box_questions',
  {
    /** Drawn at random. */
    id: integer().primaryKey(),
    keyName: text().notNull(),
    /** The keyed mark of whoever asked, another for each question. */
    asker: text().notNull(),
    words: text().notNull(),
    /** The manager who hid it; null while it is shown. */
    hiddenBy: text(),
    publicAnswer: text(),
    /** The channel in which it is answered in public, and where that stands; `gone` once somebody deleted it there. */
    postChannel: text(),
    postTs: text(),
  },
  (question) => [
    index('box_questions_of_key').on(question.keyName),
    index('box_questions_open').on(question.id).where(sql`hidden_by is null`),
  ],
);

export type Question = typeof boxQuestions.$inferSelect;

const questionId = () =>
  integer()
    .notNull()
    .references(() => boxQuestions.id);

/** What managers and the asker wrote to each other; neither has a name. */
export const boxReplies = sqliteTable(
  'box_replies',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    questionId: questionId(),
    side: text({ enum: ['managers', 'asker'] }).notNull(),
    words: text().notNull(),
  },
  (reply) => [index('box_replies_of').on(reply.questionId, reply.id)],
);

export type Reply = typeof boxReplies.$inferSelect;

/** The messages by which managers have a question. */
export const boxCopies = sqliteTable(
  'box_copies',
  {
    questionId: questionId(),
    /** A manager, or the channel of all of them. */
    place: text().notNull(),
    channel: text(),
    ts: text(),
    /** The asker's last reply that was announced there. */
    toldReplyId: integer().notNull().default(0),
    /** Whether somebody was reminded there that nobody has answered it. */
    isReminded: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (copy) => [primaryKey({ columns: [copy.questionId, copy.place] }), index('box_copies_at').on(copy.place)],
);

/** Who finds a question important, as keyed marks. */
export const boxSupports = sqliteTable(
  'box_supports',
  { questionId: questionId(), code: text('mark').notNull() },
  (support) => [primaryKey({ columns: [support.questionId, support.code] })],
);
