import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import type { Answer } from './messages.ts';

/** Answers in private. Several messages in a row get one answer, to the intent of the first. */
export function answer(tx: Tx, about: Answer, now: Date): void {
  const { userId, channel } = about;
  enqueue(tx, 'answer', about, { orderingKey: userId, dedupeKey: `answer:${userId}:${channel}` }, now);
}
