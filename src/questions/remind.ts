import { and, eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { type Calendar, nextWorkingDayAt } from '../teams/working-time.ts';
import { copyKey } from './posted.ts';
import { unansweredQuestions } from './queries.ts';
import { questionCopies } from './table.ts';

const WORKING_DAYS = 3;

/**
 * Reminds the managers' channel once of each question without an answer after three working days. The time comes from the
 * message that brought it: a question has no time of its own. Managers without a channel hear of it in the morning.
 */
export function remindPlace(tx: Tx, calendar: Calendar, place: string, now: Date): void {
  if (noteReminded(tx, calendar, place, now)) enqueue(tx, 'questions_wait', { place }, { orderingKey: place }, now);
}

/** Whether a question waits here that no reminder named. */
export const hasOverdueQuestions = (db: Db, calendar: Calendar, place: string, now: Date): boolean =>
  overdueAt(db, calendar, place, now).length > 0;

/** Notes that a reminder named them. @returns whether there were any. */
export function noteReminded(tx: Tx, calendar: Calendar, place: string, now: Date): boolean {
  const due = overdueAt(tx, calendar, place, now);
  for (const { questionId } of due) {
    tx.update(questionCopies)
      .set({ isReminded: true })
      .where(and(eq(questionCopies.questionId, questionId), eq(questionCopies.place, place)))
      .run();
  }
  return due.length > 0;
}

function overdueAt(db: Db, calendar: Calendar, place: string, now: Date) {
  const unanswered = new Set(unansweredQuestions(db).map(({ id }) => id));
  return db
    .select()
    .from(questionCopies)
    .where(and(eq(questionCopies.place, place), eq(questionCopies.isReminded, false)))
    .all()
    .filter(({ questionId }) => unanswered.has(questionId))
    .filter((copy) => isDue(calendar, placeOfPosted(db, copyKey(copy))?.ts, now));
}

function isDue(calendar: Calendar, ts: string | undefined, now: Date): boolean {
  if (ts === undefined) return false;
  let day = new Date(Number(ts) * 1000);
  for (let days = 0; days < WORKING_DAYS; days += 1) day = nextWorkingDayAt(calendar, day, '00:00');
  return day <= now;
}
