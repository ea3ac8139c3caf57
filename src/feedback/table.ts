import { blob, index, integer, primaryKey, sql, sqliteTable, text } from '../platform/db/drizzle.ts';
import { teams } from '../teams/table.ts';
import type { Results } from './results.ts';
import { type Answers, outcomes, questionKinds, sides, subjectKinds } from './types.ts';

// Predicates of partial indexes, for the queries that need them: platform/db/dialect.ts.
export const isOpenRound = sql`closed_at is null`;
export const isAnonymousRound = sql`is_anonymous = 1`;
export const isOfRitual = sql`cycle_id is not null`;

/** Surveys, and the questions of rituals. */
export const feedbackRounds = sqliteTable(
  'feedback_rounds',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** Baton itself for a ritual. */
    askerId: text().notNull(),
    /** The cycle of the ritual that asks, which tells people of it; null for a survey of a person. */
    cycleId: integer(),
    /** The asker's own text; null if there is only a subject. */
    about: text(),
    subjectKind: text({ enum: subjectKinds }),
    subjectRef: text(),
    isAnonymous: integer({ mode: 'boolean' }).notNull(),
    /** Anonymous: the smallest number of answers, as promised at the start. */
    minimum: integer().notNull(),
    /** Anonymous and open: the name of its key, which is outside the database. */
    keyName: text(),
    /** The channel that was asked, or the team's. */
    placeId: text(),
    /** Slack's id of the file, and its name at upload. */
    fileId: text(),
    fileName: text(),
    /** The team whose working time counts; null is Monday to Friday in `zone`. */
    teamId: integer().references(() => teams.id),
    /** The asker's IANA zone. */
    zone: text().notNull(),
    asked: integer().notNull(),
    openedAt: integer({ mode: 'timestamp_ms' }).notNull(),
    closesAt: integer({ mode: 'timestamp_ms' }).notNull(),
    remindAt: integer({ mode: 'timestamp_ms' }),
    closedAt: integer({ mode: 'timestamp_ms' }),
    outcome: text({ enum: outcomes }),
    /** Set at the end; null if too few people answered. */
    answered: integer(),
    /** The time of the reminder to share a follow-up; null once it is sent or not needed. */
    actionRemindAt: integer({ mode: 'timestamp_ms' }),
  },
  (round) => [
    index('feedback_rounds_open').on(round.closesAt).where(isOpenRound),
    index('feedback_rounds_of_asker').on(round.askerId, round.id),
    index('feedback_rounds_action').on(round.actionRemindAt).where(sql`action_remind_at is not null`),
    index('feedback_rounds_of_cycle').on(round.cycleId).where(isOfRitual),
    index('feedback_rounds_anonymous').on(round.openedAt).where(isAnonymousRound),
  ],
);

export type Round = typeof feedbackRounds.$inferSelect;

const roundId = () =>
  integer()
    .notNull()
    .references(() => feedbackRounds.id);

export const feedbackQuestions = sqliteTable(
  'feedback_questions',
  {
    roundId: roundId(),
    /** From 0. */
    place: integer().notNull(),
    kind: text({ enum: questionKinds }).notNull(),
    text: text().notNull(),
    choices: text({ mode: 'json' }).$type<string[]>().notNull(),
  },
  (question) => [primaryKey({ columns: [question.roundId, question.place] })],
);

/** The people asked. Nothing here changes with an answer. */
export const feedbackRecipients = sqliteTable(
  'feedback_recipients',
  {
    roundId: roundId(),
    userId: text().notNull(),
    /** Their side when the survey started. */
    side: text({ enum: sides }),
  },
  (one) => [primaryKey({ columns: [one.roundId, one.userId] }), index('feedback_recipients_of').on(one.userId)],
);

export type Recipient = typeof feedbackRecipients.$inferSelect;

/** Answers to named surveys. */
export const feedbackAnswers = sqliteTable(
  'feedback_answers',
  {
    roundId: roundId(),
    userId: text().notNull(),
    answers: text({ mode: 'json' }).$type<Answers>().notNull(),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (answer) => [primaryKey({ columns: [answer.roundId, answer.userId] })],
);

/** Pseudonyms of the people asked in an anonymous survey, under its key. All rows exist from the start. */
export const feedbackPseudonyms = sqliteTable(
  'feedback_marks',
  {
    roundId: roundId(),
    code: text('mark').notNull(),
    hasAnswered: integer({ mode: 'boolean' }).notNull(),
    /** The box with room for this person's answer. */
    part: integer().notNull().default(0),
  },
  (one) => [primaryKey({ columns: [one.roundId, one.code] })],
);

/**
 * Answers of an open anonymous survey, in sealed values of a fixed length: src/platform/crypto/sealed-box.ts. A big survey
 * has several, so that an answer rewrites only one of them.
 */
export const feedbackBoxes = sqliteTable(
  'feedback_boxes',
  {
    roundId: roundId(),
    /** From 0. */
    part: integer().notNull().default(0),
    capacity: integer().notNull(),
    slotBytes: integer().notNull(),
    sealed: blob({ mode: 'buffer' }).notNull(),
  },
  (box) => [primaryKey({ columns: [box.roundId, box.part] })],
);

/** The results of an anonymous survey: totals, and comments in a random order. */
export const feedbackResults = sqliteTable('feedback_results', {
  roundId: integer()
    .primaryKey()
    .references(() => feedbackRounds.id),
  results: text({ mode: 'json' }).$type<Results>().notNull(),
});

/** The follow-up: a next step, or the reason for none. */
export const feedbackActions = sqliteTable('feedback_actions', {
  roundId: integer()
    .primaryKey()
    .references(() => feedbackRounds.id),
  what: text(),
  ownerId: text(),
  /** ISO date. */
  dueOn: text(),
  whyNothing: text(),
  at: integer({ mode: 'timestamp_ms' }).notNull(),
});

export type Action = typeof feedbackActions.$inferSelect;
