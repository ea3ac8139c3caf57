import { answerMessage, questionCopy } from '../../views/roles/question.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { roleQuestionKey } from '../roles/announce.ts';
import { answerersOf } from '../roles/answerers.ts';
import type { rolePayloads } from '../roles/messages.ts';
import { answersOf, roleQuestion } from '../roles/queries.ts';
import { executiveOf } from '../roles/settings.ts';

/** Messages of questions *Who does this?*. */
export const roleMessages: MessageTable<PayloadsOf<typeof rolePayloads>> = {
  role_question: keptMessage({
    key: roleQuestionKey,
    draw: (db, { questionId, userId: readerId }) => {
      const question = roleQuestion(db, questionId);
      if (!question) return undefined;
      const answererIds = answerersOf(db, question);
      const isAsked = question.settledAt === null && answererIds.includes(readerId);
      const copy = {
        question,
        answers: answersOf(db, questionId),
        readerId,
        answererIds,
        executiveId: executiveOf(db),
      };
      return { to: isAsked ? readerId : undefined, message: questionCopy(copy) };
    },
  }),
  role_answer: {
    deliver: (db, { questionId, userId }) => {
      const question = roleQuestion(db, questionId);
      const answer = answersOf(db, questionId).at(-1);
      return question && answer && { act: 'post', to: userId, message: answerMessage(question, answer) };
    },
  },
};
