import { and, eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { anonymousQuestions, questionCopies } from './table.ts';

/** In place of a message's time: somebody deleted it in Slack, and it is not posted again. */
export const GONE = 'gone';

/** Where a manager's message of a question stands. */
export function noteCopy(
  tx: Tx,
  { questionId, place }: { questionId: number; place: string },
  at: { channel: string | null; ts: string },
): void {
  tx.update(questionCopies)
    .set(at)
    .where(and(eq(questionCopies.questionId, questionId), eq(questionCopies.place, place)))
    .run();
}

/** Where its answer in public stands. A channel that did not take it may have been replaced by another. */
export function notePost(tx: Tx, questionId: number, at: { channel?: string; ts: string }): void {
  const change = { postTs: at.ts, ...(at.channel && { postChannel: at.channel }) };
  tx.update(anonymousQuestions).set(change).where(eq(anonymousQuestions.id, questionId)).run();
}
