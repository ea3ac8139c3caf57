import type { Keys } from '../platform/crypto/keys.ts';
import { pseudonymOf } from '../platform/crypto/pseudonyms.ts';
import { takeOut } from '../platform/crypto/sealed-box.ts';
import { and, asc, count, desc, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import { type Content, readContent } from './content.ts';
import { boxCopies, boxQuestions, boxReplies, boxSupports, boxWaiting, type Question, type Reply } from './table.ts';

export const questionById = (db: Db, id: number): Question | undefined =>
  db.select().from(boxQuestions).where(eq(boxQuestions.id, id)).get();

export function requireQuestion(db: Db, id: number): Question {
  const question = questionById(db, id);
  if (!question) throw new UserError('This question is not kept any more.');
  return question;
}

/** A conversation ends there: what is longer belongs into a room. Forms and messages have space for a few more. */
export const MOST_REPLIES = 30;

/** Oldest first. */
export const repliesOf = (db: Db, questionId: number): Reply[] =>
  db.select().from(boxReplies).where(eq(boxReplies.questionId, questionId)).orderBy(asc(boxReplies.id)).all();

export const supportsOf = (db: Db, questionId: number): number =>
  db.select({ people: count() }).from(boxSupports).where(eq(boxSupports.questionId, questionId)).get()?.people ?? 0;

export const copyAt = (db: Db, questionId: number, place: string) =>
  db
    .select()
    .from(boxCopies)
    .where(and(eq(boxCopies.questionId, questionId), eq(boxCopies.place, place)))
    .get();

export const copiesOf = (db: Db, questionId: number) =>
  db.select().from(boxCopies).where(eq(boxCopies.questionId, questionId)).all();

export const askerMark = (key: ReturnType<Keys['require']>, questionId: number, userId: string): string =>
  pseudonymOf(key, `box:${questionId}`, userId);

/** What one person asked: delivered or waiting. Nobody but whoever runs Baton with its keys can look this up. */
export function questionsOfAsker(db: Db, keys: Keys, userId: string): { delivered: Question[]; waiting: string[] } {
  const delivered = db
    .select()
    .from(boxQuestions)
    .orderBy(desc(boxQuestions.keyName))
    .all()
    .filter((question) => isAsker(keys, question, userId));
  const waiting = waitingContents(db, keys).flatMap(({ key, contents }) =>
    contents.flatMap((one) =>
      one.kind === 'question' && one.asker === askerMark(key, one.id, userId) ? [one.words] : [],
    ),
  );
  return { delivered, waiting };
}

export function isAsker(keys: Keys, { id, keyName, asker }: Question, userId: string): boolean {
  const key = keys.find(keyName);
  return key !== undefined && askerMark(key, id, userId) === asker;
}

/** @throws UserError for everybody but the one who asked. */
export function requireAsker(db: Db, keys: Keys, questionId: number, userId: string): Question {
  const question = requireQuestion(db, questionId);
  if (!isAsker(keys, question, userId)) throw new UserError('Only whoever asked this can see it here.');
  return question;
}

/** What waits for the next delivery, in no order. What is sealed with a key that is not here is left out. */
export function waitingContents(db: Db, keys: Keys) {
  return db
    .select()
    .from(boxWaiting)
    .all()
    .flatMap((box) => {
      const key = keys.find(box.keyName);
      return key ? [{ box, key, contents: takeOut(key, box).map((bytes): Content => readContent(bytes)) }] : [];
    });
}

export const shownQuestions = (db: Db): Question[] =>
  db.select().from(boxQuestions).where(sql`hidden_by is null`).all();

const isAnswered = sql<boolean>`(public_answer is not null or exists (select 1 from box_replies where question_id = ${boxQuestions.id} and side = 'managers'))`;

/** Of all managers: those without an answer first, then the answered, then the hidden; within that in no order. */
export function questionsForManagers(
  db: Db,
  page: { limit: number; offset: number },
): { questions: Question[]; total: number } {
  // Months that are over are deleted, so these are some hundreds at most.
  const order = sql`case when hidden_by is not null then 2 when ${isAnswered} then 1 else 0 end, id`;
  const questions = db.select().from(boxQuestions).orderBy(order).limit(page.limit).offset(page.offset).all();
  return { questions, total: db.select({ all: count() }).from(boxQuestions).get()?.all ?? 0 };
}

/** Shown, and no manager has said anything to it. */
export const unansweredQuestions = (db: Db): Question[] =>
  db.select().from(boxQuestions).where(sql`hidden_by is null and not ${isAnswered}`).all();
