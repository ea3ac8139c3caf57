import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { dedupeKeyOf } from '../platform/outbox/posted-messages.ts';
import { copyKey, postKey } from './posted.ts';
import { copiesOf } from './queries.ts';
import type { Question } from './table.ts';

/** A manager's message of a question: posted, or brought up to date. */
export function announceCopy(tx: Tx, { questionId, place }: { questionId: number; place: string }, now: Date): void {
  const dedupeKey = dedupeKeyOf(copyKey({ questionId, place }));
  enqueue(tx, 'question_copy', { questionId, place }, { orderingKey: place, dedupeKey }, now);
}

export function announceCopies(tx: Tx, questionId: number, now: Date): void {
  for (const { place } of copiesOf(tx, questionId)) announceCopy(tx, { questionId, place }, now);
}

/** The question with its answer in public. */
export function announcePost(tx: Tx, { id: questionId, postChannel }: Question, now: Date): void {
  if (postChannel === null) return;
  const dedupeKey = dedupeKeyOf(postKey(questionId));
  enqueue(tx, 'question_post', { questionId }, { orderingKey: postChannel, dedupeKey }, now);
}
