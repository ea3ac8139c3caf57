import { questionCopy, questionPost, replyLine } from '../../views/questions/answers.ts';
import { questionsWait } from '../../views/questions/managers.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { preferencesOf } from '../preferences/queries.ts';
import type { questionPayloads } from '../questions/messages.ts';
import { copyKey, postKey } from '../questions/posted.ts';
import { copyAt, questionById, repliesOf, supportsOf, unansweredQuestions } from '../questions/queries.ts';

/** Messages of anonymous questions to managers, and public answers. The asker gets none: Baton does not know them. */
export function questionMessages(): MessageTable<PayloadsOf<typeof questionPayloads>> {
  return {
    question_copy: keptMessage({
      key: copyKey,
      draw: (db, { questionId, place }) => {
        const question = questionById(db, questionId);
        if (!question || !copyAt(db, questionId, place)) return undefined;
        return { to: place, message: questionCopy(question, repliesOf(db, questionId), supportsOf(db, questionId)) };
      },
    }),
    question_reply: {
      deliver: (db, { questionId, place, replyId }) => {
        const at = placeOfPosted(db, copyKey({ questionId, place }));
        const reply = repliesOf(db, questionId).find(({ id }) => id === replyId);
        if (!at || !reply || questionById(db, questionId)?.hiddenBy) return undefined;
        return { act: 'post', to: at.channel, threadTs: at.ts, message: replyLine(reply) };
      },
    },
    questions_wait: {
      deliver: (db, { place }) => {
        const unanswered = unansweredQuestions(db).length;
        if (unanswered === 0 || preferencesOf(db, place).reminders === 'off') return undefined;
        return { act: 'post', to: place, message: questionsWait(unanswered) };
      },
    },
    question_post: keptMessage({
      key: ({ questionId }) => postKey(questionId),
      draw: (db, { questionId }) => {
        const question = questionById(db, questionId);
        if (!question || question.postChannel === null) return undefined;
        const to = question.hiddenBy === null ? question.postChannel : undefined;
        return { to, message: questionPost(question, supportsOf(db, questionId)), atOnce: true };
      },
    }),
  };
}
