import type { RoundShown } from '../../../src/feedback/shown.ts';
import type { Summary } from '../../../src/feedback/summary.ts';
import type { Action, Round } from '../../../src/feedback/table.ts';
import { templateIds } from '../../../src/feedback/templates.ts';
import {
  LONGEST_ABOUT,
  LONGEST_ANSWER,
  LONGEST_CHOICE,
  LONGEST_QUESTION,
  MOST_CHOICES,
  MOST_QUESTIONS,
  outcomes,
  type Question,
  ratingChoices,
} from '../../../src/feedback/types.ts';
import { answeredModal, answerModal } from '../../../views/feedback/answer.ts';
import { feedbackFormModal, feedbackStartModal } from '../../../views/feedback/ask.ts';
import * as news from '../../../views/feedback/news.ts';
import * as rounds from '../../../views/feedback/rounds.ts';
import { summaryMessage, summaryModal, WORDS_PAGE } from '../../../views/feedback/summary.ts';
import { barChart, lineChart, pieChart, table } from '../../../views/kit/chart.ts';
import type { Builders, Given, Rendered } from './given.ts';
import { item } from './library.ts';

const ASKER = 'U0000000001';
const choices = (given: Given) =>
  Array.from({ length: MOST_CHOICES }, (_, at) => `${given.name(LONGEST_CHOICE - 1)}${at}`);

/** A rating with the most questions that fit next to it, of one kind or of both; empty without data. */
function questionnaires(given: Given): Question[][] {
  if (given.amount === 'nothing') return [[]];
  const text = given.name(LONGEST_QUESTION);
  const rating: Question = { kind: 'five', text, choices: ratingChoices.five };
  const all = (['text', 'choice'] as const).map(
    (kind): Question => ({
      kind,
      text,
      choices: kind === 'text' ? [] : choices(given),
    }),
  );
  const each = all.map((one) => [rating, ...Array<Question>(MOST_QUESTIONS).fill(one)]);
  return [...each, [rating, ...Array.from({ length: MOST_QUESTIONS }, (_, at) => all[at % 2] ?? rating)]];
}

const round = (given: Given, more: Partial<Round> = {}): Round => ({
  id: 1,
  askerId: ASKER,
  cycleId: null,
  about: given.words(LONGEST_ABOUT),
  subjectKind: null,
  subjectRef: null,
  isAnonymous: true,
  minimum: 5,
  keyName: null,
  placeId: given.amount === 'nothing' ? null : 'C0000000000',
  fileId: given.amount === 'nothing' ? null : 'F0000000001',
  fileName: given.words(200),
  teamId: null,
  zone: 'Europe/Berlin',
  asked: given.total,
  openedAt: given.now,
  closesAt: given.now,
  remindAt: null,
  closedAt: null,
  outcome: null,
  answered: given.total,
  actionRemindAt: null,
  ...more,
});

const actions = (given: Given): (Action | undefined)[] => {
  const about = { roundId: 1, at: given.now };
  const nothing = { ...about, what: null, ownerId: null, dueOn: null, whyNothing: given.name(300) };
  const something = { ...about, what: given.name(300), ownerId: ASKER, dueOn: '2026-12-11', whyNothing: null };
  return [undefined, nothing, something];
};

const shownBy = (given: Given, questions: Question[], more: Partial<Round> = {}): RoundShown => ({
  round: round(given, more),
  title: given.name(LONGEST_ABOUT),
  beside: given.words(200),
  item: more.outcome === undefined && given.amount !== 'nothing' ? item(given) : undefined,
  questions,
  action: undefined,
});

/** Named and anonymous, with each set of questions. */
const shown = (given: Given, more: Partial<Round> = {}): RoundShown[] =>
  questionnaires(given).flatMap((questions) =>
    [true, false].map((isAnonymous) => shownBy(given, questions, { ...more, isAnonymous })),
  );

const [ended] = outcomes.map((outcome) => ({ closedAt: new Date(0), outcome }));
const some = (given: Given) => shown(given).slice(0, 2);

function summary(given: Given, { questions, round: { isAnonymous } }: RoundShown): Summary {
  const words = given.people(1000).map((userId) => ({
    words: given.name(LONGEST_ANSWER),
    userId: isAnonymous ? null : userId,
  }));
  const all = (of: Question) => of.choices.map(() => given.total);
  return {
    questions,
    results: {
      answered: given.total,
      questions: questions.map((one) =>
        one.kind === 'text'
          ? { words }
          : { tally: { all: all(one), sales: all(one), marketing: all(one), others: all(one) } },
      ),
    },
  };
}

/** The message, and its replacement where Slack does not support charts. */
const bothLooks = (message: ReturnType<typeof summaryMessage>): Rendered[] => [
  message,
  ...(message.plainer ? [{ text: message.text, blocks: message.plainer }] : []),
];

export const feedbackViews: Record<string, Builders> = {
  'kit/chart.ts': {
    barChart: (given) => [
      {
        text: 'A chart',
        blocks: [
          barChart(given.name(200), choices(given), [
            { name: 'Answers', values: choices(given).map(() => given.total) },
          ]),
        ],
      },
    ],
    lineChart: (given) => [
      {
        text: 'Lines',
        blocks: [
          lineChart(given.name(200), choices(given), [
            { name: 'Answers', values: choices(given).map(() => given.total) },
          ]),
        ],
      },
    ],
    pieChart: (given) => {
      const pie = pieChart(
        given.name(200),
        choices(given).map((name) => ({ name, value: given.total })),
      );
      return pie ? [{ text: 'Parts', blocks: [pie] }] : [];
    },
    table: (given) => [
      { text: 'A table', blocks: [table([['Question'], ...given.people(99).map(() => [given.name(60)])])] },
    ],
  },
  'feedback/answer.ts': {
    answerModal: (given) =>
      shown(given).flatMap((one) => [
        answerModal(one, undefined),
        answerModal(
          one,
          one.questions.map(({ kind }) => (kind === 'text' ? given.words(LONGEST_ANSWER) : 0)),
        ),
      ]),
    answeredModal: () => [answeredModal(ASKER)],
  },
  'feedback/ask.ts': {
    feedbackStartModal: (given) =>
      [true, false].map((hasRounds) => feedbackStartModal({ about: given.words(LONGEST_ABOUT) ?? '', hasRounds })),
    feedbackFormModal: (given) =>
      templateIds.map((templateId) =>
        feedbackFormModal({
          templateId,
          about: given.words(LONGEST_ABOUT),
          teams: given.teams(300),
          closesAt: given.now,
          minimum: 5,
        }),
      ),
  },
  'feedback/news.ts': {
    requestMessage: (given) =>
      shown(given).flatMap((one) =>
        (['open', 'answered', 'ended'] as const).map((standing) => news.requestMessage(one, standing)),
      ),
    draftMessage: (given) => shown(given).map(news.draftMessage),
    draftMissing: (given) => shown(given).map(news.draftMissing),
    reminderOfFeedback: (given) =>
      (['open', 'answered', 'ended'] as const).flatMap((standing) =>
        shown(given).map((one) => news.reminderOfFeedback(one, standing)),
      ),
    roundCard: (given) =>
      some(given).flatMap((one) =>
        [undefined, { answered: given.total }, { isEnough: true }].flatMap((progress) =>
          actions(given).map((action) => news.roundCard({ ...one, action }, [ASKER, ...given.people(300)], progress)),
        ),
      ),
    roundButtons: (given) => some(given).map((one) => [news.roundButtons(one)]),
    actionMessage: (given) =>
      actions(given).flatMap((action) => (action ? some(given).map((one) => news.actionMessage(one, action)) : [])),
    actionWanted: (given) => some(given).map(news.actionWanted),
    actionShared: (given) => some(given).map(news.actionShared),
  },
  'feedback/rounds.ts': {
    extendModal: (given) => some(given).map(rounds.extendModal),
    shareModal: (given) => some(given).map(rounds.shareModal),
    actionModal: (given) =>
      some(given).map((one) => rounds.actionModal(one, { dueOn: '2026-12-11', isOnAgenda: true })),
    roundsModal: (given) => {
      const rows = given.people(rounds.ROUNDS_PAGE_SIZE).map((_, id) => {
        const isRunning = id % 2 === 0;
        const outcome = isRunning ? null : (outcomes[id % outcomes.length] ?? 'summary');
        return {
          shown: shownBy(given, [], { id, outcome, isAnonymous: id % 3 === 0 }),
          progress: isRunning ? { answered: given.total } : undefined,
          isActionWanted: !isRunning,
        };
      });
      return [rounds.roundsModal({ rows, page: given.amount === 'a thousand' ? 7 : 0, total: given.total })];
    },
  },
  'feedback/summary.ts': {
    summaryMessage: (given) => [
      ...outcomes.map((outcome) =>
        summaryMessage(shownBy(given, [], { outcome }), undefined, { isShared: false, withWords: true }),
      ),
      ...shown(given, ended).flatMap((one) =>
        [true, false].flatMap((isShared) =>
          actions(given).flatMap((action) =>
            bothLooks(summaryMessage({ ...one, action }, summary(given, one), { isShared, withWords: true })),
          ),
        ),
      ),
    ],
    summaryModal: (given) => [
      summaryModal(shownBy(given, [], { outcome: 'too_few' }), undefined, 0),
      ...shown(given, ended).flatMap((one) =>
        [0, 1, 1000 / WORDS_PAGE].map((page) => summaryModal(one, summary(given, one), page)),
      ),
    ],
  },
};
