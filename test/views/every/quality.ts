import type { QualityWeek } from '../../../src/leads/quality/week.ts';
import { declineReasons } from '../../../src/leads/settings.ts';
import { type Rating, ratings } from '../../../src/leads/types.ts';
import { MAX_REPLIES } from '../../../src/questions/queries.ts';
import type { Question, Reply } from '../../../src/questions/table.ts';
import { qualityQuestion, rateModal } from '../../../views/leads/quality.ts';
import { QUALITY_SIZE, qualityMessage, qualityModal } from '../../../views/leads/quality-report.ts';
import * as answers from '../../../views/questions/answers.ts';
import { askedModal, askModal, QUESTION_MAX, QUESTIONS_SIZE, threadModal } from '../../../views/questions/ask.ts';
import { QUESTION_LIST_SIZE, questionsModal, questionsWait } from '../../../views/questions/managers.ts';
import { threadBlocks } from '../../../views/questions/thread.ts';
import type { Builders, Given } from './given.ts';

const ratingNames = Object.keys(ratings) as Rating[];

/** Not rated, rated, and rated with a note. */
const said = (given: Given) => [
  undefined,
  ...ratingNames.flatMap((rating) => [
    { rating, words: null },
    { rating, words: given.words(1000) },
  ]),
];

/** Leads with different sources and campaigns, declined for every possible reason. */
function week(given: Given): QualityWeek {
  const isMuch = given.amount === 'a thousand';
  const verdicts = given.leads(1000, { campaign: given.words(70) }).map((lead, at) => ({
    lead: { ...lead, source: isMuch ? `${at} ${given.name(65)}` : null },
    userId: 'U0000000001',
    moment: at % 2 === 0 ? ('touch' as const) : ('decline' as const),
    at: given.now,
    rating: ratingNames[at % 4] ?? null,
    reason: at % 2 === 0 ? null : given.name(75),
    said: at % 2 === 0 ? null : given.words(1000),
    clause: isMuch ? { id: 1, text: given.name(150) } : null,
    words: given.words(1000),
  }));
  const labels = isMuch
    ? Array.from({ length: 50 }, (_, at) => `${at} ${given.name(70)}`)
    : declineReasons.default.map(({ label }) => label);
  const declines = Object.fromEntries(labels.map((label) => [label, given.total]));
  return {
    verdicts,
    origins: verdicts.map(({ lead: { source, campaign } }) => ({
      source,
      campaign,
      good: given.total,
      so_so: given.total,
      poor: given.total,
      declines,
    })),
  };
}

const question = (given: Given, more: Partial<Question> = {}): Question => ({
  id: 2 ** 47 - 1,
  keyName: 'box-2026-11',
  asker: 'mark',
  words: given.name(QUESTION_MAX),
  hiddenBy: null,
  publicAnswer: null,
  postChannel: null,
  ...more,
});

/** Unanswered, answered for everyone, and hidden. */
const questions = (given: Given) => {
  const answered = { publicAnswer: given.name(2000), postChannel: 'C0000000000' };
  return [question(given), question(given, answered), question(given, { ...answered, hiddenBy: 'U0000000001' })];
};

const replies = (given: Given): Reply[] =>
  given.people(MAX_REPLIES).map((_, id) => ({
    id,
    questionId: 1,
    side: id % 2 === 0 ? 'managers' : 'asker',
    words: given.name(2000),
  }));

export const qualityViews: Record<string, Builders> = {
  'leads/quality.ts': {
    qualityQuestion: (given) => said(given).map((one) => qualityQuestion(given.lead(), one)),
    rateModal: (given) => said(given).map((one) => rateModal(given.lead(), 'touch', one)),
  },
  'leads/quality-report.ts': {
    qualityMessage: (given) => [qualityMessage(week(given), given.now, given.workspaceUrl)],
    qualityModal: (given) =>
      [0, Math.floor(given.total / QUALITY_SIZE / 2)].map((page) =>
        qualityModal(week(given), { until: given.now, page, workspaceUrl: given.workspaceUrl }),
      ),
  },
};

export const questionViews: Record<string, Builders> = {
  'questions/ask.ts': {
    askModal: (given) =>
      [null, given.total].map((unanswered) =>
        askModal({
          unanswered,
          words: given.words(3000) ?? '',
          asked: {
            questions: given.people(QUESTIONS_SIZE).map((_, id) => ({
              question: { ...(questions(given)[id % 3] ?? question(given)), id },
              replies: replies(given),
            })),
            page: given.amount === 'a thousand' ? 7 : 0,
            total: given.total,
            waiting: given.total,
          },
        }),
      ),
    askedModal: () => [askedModal()],
    threadModal: (given) => questions(given).map((one) => threadModal(one, replies(given))),
  },
  'questions/answers.ts': {
    questionCopy: (given) => questions(given).map((one) => answers.questionCopy(one, replies(given), given.total)),
    questionPost: (given) => questions(given).map((one) => answers.questionPost(one, given.total)),
    replyLine: (given) => replies(given).map(answers.replyLine),
    privateAnswerModal: (given) =>
      questions(given).map((one) => answers.privateAnswerModal({ question: one, replies: replies(given) })),
    publicAnswerModal: (given) =>
      questions(given).map((one) =>
        answers.publicAnswerModal(
          { question: one, replies: replies(given) },
          [given.team(), ...given.teams(300).slice(1)],
          null,
        ),
      ),
  },
  'questions/managers.ts': {
    questionsModal: (given) => {
      const rows = given.people(QUESTION_LIST_SIZE).map((_, id) => ({
        question: { ...(questions(given)[id % 3] ?? question(given)), id },
        replies: replies(given),
        supports: given.total,
      }));
      const page = given.amount === 'a thousand' ? 7 : 0;
      return [questionsModal({ rows, page, total: given.total, unanswered: given.total })];
    },
    questionsWait: (given) => [questionsWait(given.total)],
  },
  'questions/thread.ts': {
    threadBlocks: (given) =>
      questions(given).flatMap((one) =>
        (['asker', 'managers'] as const).map((reader) => threadBlocks(one, replies(given), reader)),
      ),
  },
};
