import type { Tx } from '../../platform/db/write.ts';
import type { ByActor } from '../actor.ts';
import { record } from '../history.ts';
import { requireRequestFor } from '../permissions.ts';
import { updateRequest } from '../queries.ts';
import type { ContentRequest } from '../table.ts';

/** Asks the requester a question: posted in the card's thread, and sent to them with a button to answer. */
export function askBack(
  tx: Tx,
  { requestId, actor, question }: ByActor & { question: string },
  now: Date,
): ContentRequest {
  const request = requireRequestFor(tx, 'ask_back', { requestId, actor });
  // With several questions, the wait for the requester counts from the oldest.
  const questionAt = request.questionAt ?? now;
  const asked = updateRequest(tx, request, { questionAt, questionBy: actor.id }, now);
  record(tx, asked, { kind: 'asked_back', actorId: actor.id, details: { question } }, now);
  return asked;
}

/** Posts the requester's answer in the thread, and sends it to the person who asked. */
export function answerQuestion(
  tx: Tx,
  { requestId, actor, answer }: ByActor & { answer: string },
  now: Date,
): ContentRequest {
  const request = requireRequestFor(tx, 'answer', { requestId, actor });
  const answered = updateRequest(tx, request, { questionAt: null, questionBy: null }, now);
  record(tx, answered, { kind: 'answered', actorId: actor.id, details: { answer }, askerId: request.questionBy }, now);
  return answered;
}
