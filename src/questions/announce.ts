import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { dedupeKeyOf } from '../platform/outbox/posted-messages.ts';
import { copyKey, postKey } from './posted.ts';
import { copiesOf } from './queries.ts';
import type { Question } from './table.ts';

/** A manager's message of a question: posted, or brought up to date. */
export function announceCopy(tx: Tx, { questionId, place }: { questionId: number; place: string }, now: Date): void {
  const mergeKey = dedupeKeyOf(copyKey({ questionId, place }));
  enqueue(tx, { kind: 'box_copy', facts: { questionId, place }, lane: place, mergeKey }, now);
}

export function announceCopies(tx: Tx, questionId: number, now: Date): void {
  for (const { place } of copiesOf(tx, questionId)) announceCopy(tx, { questionId, place }, now);
}

/** The question with its answer in public. */
export function announcePost(tx: Tx, { id: questionId, postChannel }: Question, now: Date): void {
  if (postChannel === null) return;
  const mergeKey = dedupeKeyOf(postKey(questionId));
  enqueue(tx, { kind: 'box_post', facts: { questionId }, lane: postChannel, mergeKey }, now);
}
