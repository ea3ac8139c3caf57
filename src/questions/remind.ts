import { and, eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { type Calendar, nextWorkingDayAt } from '../teams/working-time.ts';
import { copyKey } from './posted.ts';
import { unansweredQuestions } from './queries.ts';
import { questionCopies } from './table.ts';

const WORKING_DAYS = 3;

/**
 * Reminds a manager, or the managers' channel, once of each question without an answer after three working days. The time
 * comes from the message that brought it: a question has no time of its own.
 */
export function remindPlace(tx: Tx, calendar: Calendar, place: string, now: Date): void {
  const unanswered = new Set(unansweredQuestions(tx).map(({ id }) => id));
  const due = tx
    .select()
    .from(questionCopies)
    .where(and(eq(questionCopies.place, place), eq(questionCopies.isReminded, false)))
    .all()
    .filter(({ questionId }) => unanswered.has(questionId))
    .filter((copy) => isDue(calendar, placeOfPosted(tx, copyKey(copy))?.ts, now));
  if (due.length === 0) return;
  for (const { questionId } of due) {
    tx.update(questionCopies)
      .set({ isReminded: true })
      .where(and(eq(questionCopies.questionId, questionId), eq(questionCopies.place, place)))
      .run();
  }
  enqueue(tx, 'questions_wait', { place }, { orderingKey: place }, now);
}

function isDue(calendar: Calendar, ts: string | undefined, now: Date): boolean {
  if (ts === undefined) return false;
  let day = new Date(Number(ts) * 1000);
  for (let days = 0; days < WORKING_DAYS; days += 1) day = nextWorkingDayAt(calendar, day, '00:00');
  return day <= now;
}
