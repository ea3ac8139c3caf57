import type { PlanEntry, PlanQuestion } from '../../../src/marketing-plan/table.ts';
import {
  LONGEST_ANSWER,
  LONGEST_AUDIENCE,
  LONGEST_CAMPAIGN,
  LONGEST_QUESTION,
  LONGEST_TASK,
  LONGEST_TITLE,
} from '../../../src/marketing-plan/types.ts';
import { answerForm, askForm, checkForm, entryForm } from '../../../views/marketing-plan/forms.ts';
import { answerMessage, planOnHome, questionMessage, weekMessage } from '../../../views/marketing-plan/messages.ts';
import { entryModal, PLAN_SIZE, planModal } from '../../../views/marketing-plan/plan.ts';
import type { Builders, Given } from './given.ts';

const [OWNER, SELLER] = ['U0000000001', 'U0000000002'];
const WEEK = { from: '2026-11-16', to: '2026-11-22' };

const entryIn = (given: Given, id = 1): PlanEntry => ({
  ...{ id, title: given.name(LONGEST_TITLE), campaign: given.words(LONGEST_CAMPAIGN), ownerId: OWNER, by: OWNER },
  ...{ audience: given.name(LONGEST_AUDIENCE), salesTask: given.words(LONGEST_TASK), itemIds: [1], version: 1 },
  ...{ startsOn: id % 2 ? '2026-11-16' : '2026-11-30', endsOn: id % 2 ? '2026-11-16' : '2026-12-04' },
  ...{ checkedAt: given.now, at: given.now, removedAt: null },
});

const planEntriesIn = (given: Given, most: number): PlanEntry[] =>
  Array.from({ length: Math.min(given.total, most) }, (_, index) => entryIn(given, index + 1));

const questionsIn = (given: Given): PlanQuestion[] =>
  Array.from({ length: Math.min(given.total, 30) }, (_, id) => ({
    ...{ id, entryId: 1, words: given.name(LONGEST_QUESTION), askerId: SELLER, at: given.now, told: [OWNER] },
    ...(id % 2
      ? { answer: null, answeredBy: null, answeredAt: null }
      : { answer: given.name(LONGEST_ANSWER), answeredBy: OWNER, answeredAt: given.now }),
  }));

const itemsIn = (given: Given) =>
  Array.from({ length: Math.min(given.total, 5) }, (_, id) => ({
    ...{ id, title: given.name(200), isStale: id % 2 === 0, link: id % 2 ? null : 'https://northwind.example/a' },
  }));

export const planViews: Record<string, Builders> = {
  'marketing-plan/plan.ts': {
    planModal: (given) =>
      [true, false].map((mayEdit) =>
        planModal({
          rows: planEntriesIn(given, PLAN_SIZE).map((entry) => ({ entry, questions: given.total })),
          ...{ week: WEEK, mayEdit, page: 1, size: PLAN_SIZE, total: given.total },
        }),
      ),
    entryModal: (given) =>
      [true, false].map((mayEdit) =>
        entryModal({
          ...{ entry: entryIn(given), items: itemsIn(given), questions: questionsIn(given), mayEdit },
          leads: mayEdit ? { asked: 'campaign~0123456789ab', choice: 'activity~month~~~~' } : undefined,
        }),
      ),
  },
  'marketing-plan/forms.ts': {
    entryForm: (given) =>
      [undefined, entryIn(given)].map((entry) =>
        entryForm({
          ...{ entry, items: itemsIn(given), ownerId: OWNER, look: 'list 0' },
          ...{ startsOn: WEEK.from, endsOn: WEEK.to },
        }),
      ),
    askForm: (given) => [askForm(entryIn(given), null)],
    answerForm: (given) => questionsIn(given).map((question) => answerForm(entryIn(given), question, 'entry 1')),
    checkForm: (given) => [checkForm(1, planEntriesIn(given, 60))],
  },
  'marketing-plan/messages.ts': {
    weekMessage: (given) => [
      weekMessage(
        planEntriesIn(given, 60).map((entry) => ({
          ...{ entry, content: itemsIn(given).map(({ title }) => title), isUnchecked: entry.id % 2 === 0 },
        })),
      ),
    ],
    questionMessage: (given) =>
      questionsIn(given).flatMap((question) =>
        [true, false].map((mayAnswer) => questionMessage(entryIn(given), question, mayAnswer)),
      ),
    answerMessage: (given) => questionsIn(given).map((question) => answerMessage(entryIn(given), question)),
    planOnHome: (given) => [planOnHome({ entries: planEntriesIn(given, 60), changesAt: given.now })],
  },
};
