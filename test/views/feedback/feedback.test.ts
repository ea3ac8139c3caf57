import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Results } from '../../../src/feedback/results.ts';
import type { RoundShown } from '../../../src/feedback/shown.ts';
import type { Action, Round } from '../../../src/feedback/table.ts';
import { templateIds, templates } from '../../../src/feedback/templates.ts';
import {
  LONGEST_ABOUT,
  LONGEST_ANSWER,
  LONGEST_CHOICE,
  LONGEST_QUESTION,
  MOST_CHOICES,
  type Question,
  subjectKinds,
} from '../../../src/feedback/types.ts';
import { answeredModal, answerModal, readAnswers } from '../../../views/feedback/answer.ts';
import {
  feedbackFormModal,
  feedbackStartModal,
  readFeedbackForm,
  subjectOptions,
} from '../../../views/feedback/ask.ts';
import {
  actionMessage,
  actionWanted,
  draftMessage,
  draftMissing,
  reminderOfFeedback,
  requestMessage,
  roundCard,
} from '../../../views/feedback/news.ts';
import { actionModal, extendModal, readAction, roundsModal, shareModal } from '../../../views/feedback/rounds.ts';
import { summaryMessage, summaryModal } from '../../../views/feedback/summary.ts';
import { anyText, stretched } from '../hostile.ts';
import { expectOpenable, expectPostable, expectShown, marked } from '../outgoing.ts';
import { AT, anyTeam, submission } from '../submitted.ts';

const RUNS = { numRuns: 40 };
const usual = { names: 'named', until: '1800000000', rating: 'five', rated: 'How was it?' };
const formRef = { v: 1, template: 'blank' };

/** Text in the form of a survey that the form accepts. */
const anyForm = fc
  .record({
    about: anyText(LONGEST_ABOUT).map((text) => marked(text, LONGEST_ABOUT)),
    rated: anyText(LONGEST_QUESTION).map((text) => marked(text, LONGEST_QUESTION)),
    questions: fc
      .tuple(anyText(LONGEST_QUESTION), anyText(LONGEST_CHOICE), anyText(LONGEST_CHOICE))
      .map(([question, one, other]) => `${marked(question, LONGEST_QUESTION)}\n${question} (${one} / ${other}x)`),
  })
  .map((typed) => readFeedbackForm(submission({ ...usual, ...typed }, formRef)))
  .filter((form) => form.ok)
  .map((form) => form.value);

const texts: Question[] = [{ kind: 'text', text: 'Reason', choices: [] }];
const anyWords = anyText(LONGEST_ANSWER)
  .map((text) => readAnswers(submission({ q0: marked(text, LONGEST_ANSWER) }), texts))
  .filter((form) => form.ok)
  .map((form) => String(form.value[0]));

const anyAction = anyText(300)
  .map((text) =>
    readAction(submission({ what: marked(text, 300), owner: 'U1', due: '2026-12-11' }, { v: 1, roundId: 1 })),
  )
  .filter(({ form }) => form.ok)
  .map(({ form }): Action => {
    const words = form.ok ? form.value.what : null;
    return { roundId: 1, what: words, ownerId: 'U0000000001', dueOn: '2026-12-11', whyNothing: null, at: AT };
  });

const round = (more: Partial<Round> = {}): Round => ({
  id: 1,
  askerId: 'U0000000001',
  cycleId: null,
  about: null,
  subjectKind: null,
  subjectRef: null,
  isAnonymous: true,
  minimum: 5,
  keyName: null,
  placeId: 'C0123456789',
  fileId: null,
  fileName: null,
  teamId: null,
  zone: 'Europe/Berlin',
  asked: 12,
  openedAt: AT,
  closesAt: AT,
  remindAt: null,
  closedAt: null,
  outcome: null,
  answered: null,
  actionRemindAt: null,
  ...more,
});

const shown = (title: string, questions: Question[], more: Partial<Round> = {}): RoundShown => ({
  round: round(more),
  title,
  beside: title,
  item: { id: 1, title, link: null },
  questions,
  action: undefined,
});

function resultsOf(questions: Question[], words: string[], userId: string | null): Results {
  return {
    answered: 12,
    questions: questions.map(({ kind, choices }) => {
      if (kind === 'text') return { words: words.map((each) => ({ words: each, userId })) };
      const counts = choices.map((_, index) => index + 1);
      return { tally: { all: counts, sales: counts, marketing: counts, others: counts } };
    }),
  };
}

describe('any typed text', () => {
  test('in the form of a survey is shown in its messages, forms and lists', () => {
    fc.assert(
      fc.property(anyForm, anyTeam, fc.boolean(), ({ about, questions }, team, isAnonymous) => {
        const title = about ?? 'Something';
        const file = { fileId: 'F1', fileName: title };
        const one = shown(title, questions, { isAnonymous, ...file });
        for (const standing of ['open', 'answered', 'ended'] as const) expectPostable(requestMessage(one, standing));
        expectShown(requestMessage(one, 'open').blocks, title);
        for (const message of [reminderOfFeedback(one), draftMessage(one), draftMissing(one)]) expectPostable(message);
        const people = Array.from({ length: 30 }, (_, index) => `U${index}`);
        expectPostable(roundCard(one, people, isAnonymous ? { isEnough: true } : { answered: 3 }));
        expectPostable(roundCard(one, ['U1'], undefined));
        expectPostable(actionWanted(one));
        const modal = answerModal(
          one,
          questions.map(({ kind }) => (kind === 'text' ? title : 0)),
        );
        expectOpenable(modal);
        for (const { text } of questions) expectShown(modal.blocks, text);
        for (const view of [
          extendModal(one),
          shareModal(one),
          actionModal(one, { dueOn: '2026-12-11', isOnAgenda: true }),
        ])
          expectOpenable(view);
        const running = { shown: one, progress: { answered: 3 }, isActionWanted: false };
        const over = { ...one, round: round({ outcome: 'summary', closedAt: AT, answered: 7 }) };
        const rows = Array.from({ length: 8 }, (_, index) => {
          const row = index % 2 === 0 ? running : { shown: over, progress: undefined, isActionWanted: true };
          return { ...row, shown: { ...row.shown, round: { ...row.shown.round, id: index } } };
        });
        expectOpenable(roundsModal({ rows, page: 2, total: 99 }));
        for (const templateId of templateIds) {
          const start = { templateId, about: title, teams: [team], closesAt: AT, minimum: 5 };
          expectOpenable(feedbackFormModal(start));
        }
        expectOpenable(feedbackStartModal({ about: title, hasRounds: true }));
        const { option_groups: groups } = subjectOptions(
          subjectKinds.map((kind) => ({ kind, ref: '1', label: title })),
        );
        expect(groups).toHaveLength(subjectKinds.length);
      }),
      RUNS,
    );
  });

  test('in an answer or a next step is shown in the summary', () => {
    fc.assert(
      fc.property(anyForm, fc.array(anyWords, { minLength: 1, maxLength: 9 }), anyAction, (form, words, action) => {
        const { questions } = form;
        for (const userId of [null, 'U0000000001']) {
          const ended = { closedAt: AT, outcome: 'summary' as const, answered: 9, isAnonymous: userId === null };
          const one = { ...shown(form.about ?? 'Something', questions, ended), action };
          const summary = { questions, results: resultsOf(questions, words, userId) };
          for (const told of [
            { isShared: false, withWords: true },
            { isShared: true, withWords: false },
          ]) {
            const message = summaryMessage(one, summary, told);
            expectPostable(message);
            if (message.plainer) expectPostable({ text: message.text, blocks: message.plainer });
          }
          for (const page of [0, 1, 2]) expectOpenable(summaryModal(one, summary, page));
          expectShown(summaryModal(one, summary, 0).blocks, words[0] ?? '');
          expectPostable(actionMessage(one, action));
        }
      }),
      RUNS,
    );
  });
});

test('Slack accepts the longest texts', () => {
  for (const letters of ['Jane', '渡辺', '😀👩🏽‍💻', '<&>']) {
    const long = (max: number) => stretched(letters, max).toWellFormed();
    const choices = Array.from({ length: MOST_CHOICES }, (_, index) => `${long(LONGEST_CHOICE - 1)}${index}`);
    const text: Question = { kind: 'text', text: long(LONGEST_QUESTION), choices: [] };
    const choice: Question = { kind: 'choice', text: long(LONGEST_QUESTION), choices };
    const words = Array.from({ length: 300 }, () => long(LONGEST_ANSWER));
    for (const questions of [
      Array(6).fill(text),
      Array(6).fill(choice),
      [choice, choice, choice, text, text, text],
    ] as Question[][]) {
      const one = shown(long(LONGEST_ABOUT), questions, { closedAt: AT, outcome: 'summary', answered: 300 });
      const summary = { questions, results: resultsOf(questions, words, 'U0000000001') };
      const message = summaryMessage(one, summary, { isShared: false, withWords: true });
      expectPostable(message);
      if (message.plainer) expectPostable({ text: message.text, blocks: message.plainer });
      for (const page of [0, 5]) expectOpenable(summaryModal(one, summary, page));
      expectOpenable(answerModal(one, undefined));
    }
  }
});

test('surveys without a result to show, and thanks, are one sentence', () => {
  for (const outcome of ['too_few', 'lost'] as const) {
    for (const isAnonymous of [true, false]) {
      const one = shown('The plan', [], { closedAt: AT, outcome, isAnonymous });
      const message = summaryMessage(one, undefined, { isShared: false, withWords: true });
      expectPostable(message);
      expect(message.blocks).toHaveLength(1);
      expectOpenable(summaryModal(one, undefined, 0));
    }
  }
  expectOpenable(answeredModal('U1'));
  expectOpenable(roundsModal({ rows: [], page: 0, total: 0 }));
});

test('a forged answer is refused at its field', () => {
  const questions: Question[] = [{ kind: 'choice', text: 'Again?', choices: ['yes', 'no'] }, ...texts];
  for (const q0 of ['2', '-1', '0.5', 'NaN', '', 'yes', null]) {
    expect(readAnswers(submission({ q0, q1: 'words' }), questions)).toMatchObject({
      ok: false,
      errors: { q0: expect.any(String) },
    });
  }
  expect(readAnswers(submission({ q0: '1', q1: 'x'.repeat(LONGEST_ANSWER + 1) }), questions)).toMatchObject({
    ok: false,
  });
  expect(readAnswers(submission({ q0: null }), texts)).toEqual({
    ok: false,
    errors: { q0: 'Answer at least one question.' },
  });
});

test('every template is a complete form', () => {
  for (const id of templateIds) {
    const { rating, ratingQuestion } = templates[id];
    const view = feedbackFormModal({ templateId: id, about: null, teams: [], closesAt: AT, minimum: 5 });
    const typed = view.blocks.find(({ block_id }) => block_id === 'questions') as {
      element?: { initial_value?: string };
    };
    const form = readFeedbackForm(
      submission(
        { ...usual, rating, rated: ratingQuestion, questions: typed.element?.initial_value ?? null },
        { v: 1, template: id },
      ),
    );
    expect(form).toMatchObject({ ok: true, value: { questions: [{ kind: rating }, ...templates[id].questions] } });
  }
});
