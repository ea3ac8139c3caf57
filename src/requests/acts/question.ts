import type { Tx } from '../../platform/db/write.ts';
import type { Actor } from '../actor.ts';
import { record } from '../history.ts';
import { requireAllowed } from '../permissions.ts';
import { requireRequest, updateRequest } from '../queries.ts';
import type { ContentRequest } from '../table.ts';

/** Asks the requester something: it stands in the card's thread, and reaches them with a button to answer. */
export function askBack(
  tx: Tx,
  { requestId, actor, question }: { requestId: number; actor: Actor; question: string },
  now: Date,
): ContentRequest {
  const request = requireRequest(tx, requestId);
  requireAllowed(request, 'ask_back', actor);
  // Of several questions the oldest says since when the requester is waited for.
  const questionAt = request.questionAt ?? now;
  const asked = updateRequest(tx, request, { questionAt, questionBy: actor.id }, now);
  record(tx, asked, { kind: 'asked_back', actorId: actor.id, details: { question } }, now);
  return asked;
}

/** The requester's answer, which goes into the thread and to whoever asked. */
export function answerQuestion(
  tx: Tx,
  { requestId, actor, answer }: { requestId: number; actor: Actor; answer: string },
  now: Date,
): ContentRequest {
  const request = requireRequest(tx, requestId);
  requireAllowed(request, 'answer', actor);
  const answered = updateRequest(tx, request, { questionAt: null, questionBy: null }, now);
  record(tx, answered, { kind: 'answered', actorId: actor.id, details: { answer }, askerId: request.questionBy }, now);
  return answered;
}
