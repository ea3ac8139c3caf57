/** One manager answers, the other one agrees or differs with an answer of their own. */
import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { mention } from '../platform/slack/mrkdwn.ts';
import { announceQuestion } from './announce.ts';
import { answerersOf, decidesAlone } from './answerers.ts';
import { answersOf, requireQuestion } from './queries.ts';
import { type RoleAnswer, type RoleQuestion, roleAnswers, roleQuestions } from './table.ts';

type Answer = Pick<RoleAnswer, 'what' | 'owner' | 'personId' | 'note'>;

/** The last answer counts. @throws UserError if it is settled, or this person does not answer it. */
export function answerQuestion(
  tx: Tx,
  { questionId, by, answer }: { questionId: number; by: string; answer: Answer },
  now: Date,
): void {
  const question = requireAnswerer(tx, questionId, by);
  if (question.settledAt) throw new UserError(`${mention(question.settledBy ?? '')} has settled this already.`);
  tx.insert(roleAnswers)
    .values({ questionId, ...answer, by, at: now })
    .run();
  if (decidesAlone(tx, question, by)) settle(tx, question, by, now);
  else announceQuestion(tx, question, now);
}

/** `answerId` is the answer that the person saw. A second press changes nothing. */
export function agreeToAnswer(
  tx: Tx,
  { questionId, answerId, by }: { questionId: number; answerId: number; by: string },
  now: Date,
): void {
  const question = requireAnswerer(tx, questionId, by);
  if (question.settledAt) return;
  const last = answersOf(tx, questionId).at(-1);
  if (last?.id !== answerId) throw new UserError('There is another answer by now. Look at it first, then agree.');
  if (last.by === by) throw new UserError('The other manager agrees to your answer, or gives another one.');
  settle(tx, question, by, now);
}

/** @throws UserError for people who are not asked. */
export function requireAnswerer(tx: Tx, questionId: number, userId: string): RoleQuestion {
  const question = requireQuestion(tx, questionId);
  if (answerersOf(tx, question).includes(userId)) return question;
  throw new UserError('Only the managers of both sides answer this question.');
}

/** The asker hears, and the author of an answer to which another person agreed. */
function settle(tx: Tx, question: RoleQuestion, by: string, now: Date): void {
  const { id: questionId, askerId } = question;
  tx.update(roleQuestions).set({ settledBy: by, settledAt: now }).where(eq(roleQuestions.id, questionId)).run();
  announceQuestion(tx, question, now);
  const author = answersOf(tx, questionId).at(-1)?.by;
  for (const userId of new Set([askerId, ...(author === undefined ? [] : [author])])) {
    if (userId !== by) enqueue(tx, 'role_answer', { questionId, userId }, { orderingKey: userId }, now);
  }
}
