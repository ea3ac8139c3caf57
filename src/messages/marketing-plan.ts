import { answerMessage, questionMessage, weekMessage } from '../../views/marketing-plan/messages.ts';
import { itemsById } from '../library/queries.ts';
import { planQuestionKey } from '../marketing-plan/announce.ts';
import { answererOf } from '../marketing-plan/ask.ts';
import type { planPayloads } from '../marketing-plan/messages.ts';
import { entriesOf, planEntry, planQuestion } from '../marketing-plan/queries.ts';
import { weekOf } from '../marketing-plan/week.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { WEEK_MS } from '../platform/time/units.ts';
import { teamById } from '../teams/queries.ts';

/** Messages of the marketing plan. */
export const planMessages: MessageTable<PayloadsOf<typeof planPayloads>> = {
  plan_question: keptMessage({
    key: planQuestionKey,
    draw: (db, { questionId, userId }) => {
      const question = planQuestion(db, questionId);
      const entry = question && planEntry(db, question.entryId);
      if (!question || !entry) return undefined;
      const isAsked = !entry.removedAt && answererOf(db, entry) === userId;
      const to = isAsked && question.answer === null ? userId : undefined;
      return { to, message: questionMessage(entry, question, isAsked) };
    },
  }),
  plan_answer: {
    deliver: (db, { questionId }) => {
      const question = planQuestion(db, questionId);
      const entry = question && planEntry(db, question.entryId);
      if (!entry || question?.answer == null) return undefined;
      return { act: 'post', to: question.askerId, message: answerMessage(entry, question) };
    },
  },
  plan_week: {
    deliver: (db, { teamId, ...week }, now) => {
      const team = teamById(db, teamId);
      const entries = entriesOf(db, week);
      // A post that waited until the week was over is no news.
      if (!team || team.retiredAt || entries.length === 0 || weekOf(db, now).from !== week.from) return undefined;
      const since = new Date(now.getTime() - WEEK_MS);
      const shown = entries.map((entry) => ({
        entry,
        content: itemsById(db, entry.itemIds)
          .filter(({ retiredAt }) => retiredAt === null)
          .map(({ title }) => title),
        isUnchecked: entry.checkedAt < since,
      }));
      return { act: 'post', to: team.channelId, message: weekMessage(shown) };
    },
  },
};
