import type { Keys } from '../platform/crypto/keys.ts';
import { and, asc, count, desc, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import type { Slice } from '../platform/paging.ts';
import { isAsker, waitingWordsOf } from './anonymous.ts';
import {
  anonymousQuestions,
  isShown,
  type Question,
  questionCopies,
  questionReplies,
  questionSupports,
  type Reply,
} from './table.ts';

export const questionById = (db: Db, id: number): Question | undefined =>
  db.select().from(anonymousQuestions).where(eq(anonymousQuestions.id, id)).get();

export function requireQuestion(db: Db, id: number): Question {
  const question = questionById(db, id);
  if (!question) throw new UserError('This question is no longer available.');
  return question;
}

/** A conversation ends here; forms and messages have space for a few more. */
export const MAX_REPLIES = 30;

/** Oldest first. */
export const repliesOf = (db: Db, questionId: number): Reply[] =>
  db
    .select()
    .from(questionReplies)
    .where(eq(questionReplies.questionId, questionId))
    .orderBy(asc(questionReplies.id))
    .all();

export const supportsOf = (db: Db, questionId: number): number =>
  db.select({ people: count() }).from(questionSupports).where(eq(questionSupports.questionId, questionId)).get()
    ?.people ?? 0;

export const copyAt = (db: Db, questionId: number, place: string) =>
  db
    .select()
    .from(questionCopies)
    .where(and(eq(questionCopies.questionId, questionId), eq(questionCopies.place, place)))
    .get();

export const copiesOf = (db: Db, questionId: number) =>
  db.select().from(questionCopies).where(eq(questionCopies.questionId, questionId)).all();

/** A person's questions: delivered ones, and the words of those that wait. Only code with the keys can look this up. */
export function questionsOfAsker(db: Db, keys: Keys, userId: string): { delivered: Question[]; waiting: string[] } {
  const all = db.select().from(anonymousQuestions).orderBy(desc(anonymousQuestions.keyName)).all();
  return {
    delivered: all.filter((question) => isAsker(keys, question, userId)),
    waiting: waitingWordsOf(db, keys, userId),
  };
}

/** @throws UserError for everyone but the asker. */
export function requireAsker(db: Db, keys: Keys, questionId: number, userId: string): Question {
  const question = requireQuestion(db, questionId);
  if (!isAsker(keys, question, userId)) throw new UserError('Only the person who asked this can see it here.');
  return question;
}

export const shownQuestions = (db: Db): Question[] => db.select().from(anonymousQuestions).where(isShown).all();

const isAnswered = sql<boolean>`(public_answer is not null or exists (select 1 from box_replies where question_id = ${anonymousQuestions.id} and side = 'managers'))`;

/** Unanswered first, then answered, then hidden; each group in no order. */
export function questionsForManagers(db: Db, page: Slice): { questions: Question[]; total: number } {
  // Past months are deleted, so this sorts a few hundred rows at most.
  const order = sql`case when hidden_by is not null then 2 when ${isAnswered} then 1 else 0 end, id`;
  const questions = db.select().from(anonymousQuestions).orderBy(order).limit(page.limit).offset(page.offset).all();
  return { questions, total: db.select({ all: count() }).from(anonymousQuestions).get()?.all ?? 0 };
}

/** Not hidden, and without an answer of a manager. */
export const unansweredQuestions = (db: Db): Question[] =>
  db.select().from(anonymousQuestions).where(sql`${isShown} and not ${isAnswered}`).all();
