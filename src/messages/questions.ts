import { z } from 'zod';
import { questionCopy, questionPost, replyLine } from '../../views/questions/answers.ts';
import { questionsWait } from '../../views/questions/managers.ts';
import { type Announcement, announcement } from '../platform/outbox/message.ts';
import { preferencesOf } from '../preferences/queries.ts';
import { GONE, noteCopy, notePost } from '../questions/place.ts';
import { copyAt, questionById, repliesOf, supportsOf, unansweredQuestions } from '../questions/queries.ts';

/** What managers see of the box, and what they answer in public. Whoever asked gets no message: nobody knows where to. */
export function questionAnnouncements(): Record<string, Announcement<unknown>> {
  const copy = z.object({ questionId: z.number(), place: z.string() });
  return {
    box_copy: announcement({
      facts: copy,
      deliver: (db, { questionId, place }) => {
        const question = questionById(db, questionId);
        const at = question && copyAt(db, questionId, place);
        if (!question || !at || at.ts === GONE) return undefined;
        const message = questionCopy(question, repliesOf(db, questionId), supportsOf(db, questionId));
        return at.channel !== null && at.ts !== null
          ? { act: 'edit', channel: at.channel, ts: at.ts, message }
          : { act: 'post', to: place, message };
      },
      posted: (tx, { questionId, place }, at) => noteCopy(tx, { questionId, place }, at),
      gone: (tx, { questionId, place }) => noteCopy(tx, { questionId, place }, { channel: null, ts: GONE }),
    }),
    box_reply: announcement({
      facts: copy.extend({ replyId: z.number() }),
      deliver: (db, { questionId, place, replyId }) => {
        const at = copyAt(db, questionId, place);
        const reply = repliesOf(db, questionId).find(({ id }) => id === replyId);
        if (!at?.channel || at.ts === null || !reply || questionById(db, questionId)?.hiddenBy) return undefined;
        return { act: 'post', to: at.channel, threadTs: at.ts, message: replyLine(reply) };
      },
    }),
    box_waits: announcement({
      facts: z.object({ place: z.string() }),
      deliver: (db, { place }) => {
        const unanswered = unansweredQuestions(db).length;
        if (unanswered === 0 || preferencesOf(db, place).reminders === 'off') return undefined;
        return { act: 'post', to: place, message: questionsWait(unanswered) };
      },
    }),
    box_post: announcement({
      facts: z.object({ questionId: z.number() }),
      deliver: (db, { questionId }) => {
        const question = questionById(db, questionId);
        if (!question || question.postChannel === null || question.postTs === GONE) return undefined;
        const { postChannel, postTs: ts, hiddenBy } = question;
        const message = questionPost(question, supportsOf(db, questionId));
        if (ts !== null) return { act: 'edit', channel: postChannel, ts, message };
        return hiddenBy === null ? { act: 'post', to: postChannel, message } : undefined;
      },
      posted: (tx, { questionId }, at) => notePost(tx, questionId, at),
      gone: (tx, { questionId }) => notePost(tx, questionId, { ts: GONE }),
    }),
  };
}
