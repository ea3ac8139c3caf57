import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_REPLIES } from '../../../src/questions/queries.ts';
import type { Question, Reply } from '../../../src/questions/table.ts';
import {
  privateAnswerModal,
  publicAnswerModal,
  questionCopy,
  questionPost,
  readPrivateAnswer,
  readPublicAnswer,
  replyLine,
} from '../../../views/questions/answers.ts';
import { askModal, readAsk, readThread, threadModal } from '../../../views/questions/ask.ts';
import { QUESTION_LIST_SIZE, questionsModal } from '../../../views/questions/managers.ts';
import { anyText, stretched } from '../hostile.ts';
import { expectOpenable, expectPostable, expectShown, marked } from '../outgoing.ts';
import { anyTeam, submission } from '../submitted.ts';

const RUNS = { numRuns: 40 };
const REF = { v: 1, questionId: 1 };
const nothing = { questions: [], page: 0, total: 0, waiting: 0 };

const taken = (
  max: number,
  read: (words: string) => { form: { ok: true; value: { words: string } } | { ok: false } },
) =>
  anyText(max)
    .map((text) => read(marked(text, max)).form)
    .filter((form) => form.ok)
    .map((form) => form.value.words);
const anyQuestion = taken(1000, (words) => readAsk(submission({ words })));
const anyAnswer = taken(2000, (words) => readPrivateAnswer(submission({ words }, REF)));

const question = (words: string, more: Partial<Question> = {}): Question => ({
  ...{ id: 2 ** 47 - 1, keyName: 'box-2026-11', asker: 'mark', words, hiddenBy: null, publicAnswer: null },
  ...{ postChannel: null, ...more },
});
const reply = (words: string, id: number): Reply => ({
  ...{ id, questionId: 1, side: id % 2 === 0 ? 'asker' : 'managers', words },
});

describe('any text that the forms accept', () => {
  test('a question is shown as typed, to the person who asked and to the managers', () => {
    fc.assert(
      fc.property(anyQuestion, fc.array(anyAnswer, { maxLength: 5 }), anyTeam, (words, answers, team) => {
        const replies = answers.map(reply);
        for (const one of [
          question(words),
          question(words, { postChannel: 'C0123456789', publicAnswer: answers[0] ?? 'Yes' }),
        ]) {
          const copy = questionCopy(one, replies, 99);
          expectPostable(copy);
          expectShown(copy.blocks, words);
          for (const view of [
            threadModal(one, replies),
            privateAnswerModal({ question: one, replies }),
            publicAnswerModal({ question: one, replies }, [team], null),
          ]) {
            expectOpenable(view);
            for (const text of [words, ...answers]) expectShown(view.blocks, text);
          }
          const post = questionPost(one, 99);
          expectPostable(post);
          if (one.publicAnswer !== null) for (const text of [words, one.publicAnswer]) expectShown(post.blocks, text);
          expectOpenable(
            askModal({
              words,
              unanswered: 99,
              asked: { questions: [{ question: one, replies }], page: 0, total: 9, waiting: 1 },
            }),
          );
        }
        for (const one of replies) expectPostable(replyLine(one));
        const rows = [{ question: question(words), replies, supports: 0 }];
        const list = questionsModal({ rows, page: 0, total: 1, unanswered: 1 });
        expectOpenable(list);
        expectShown(list.blocks, words);
      }),
      RUNS,
    );
  });

  test.each([
    ['a question', 1000, (words: string) => readAsk(submission({ words })).form],
    ['a reply', 1000, (words: string) => readThread(submission({ words }, REF)).form],
    ['an answer in private', 2000, (words: string) => readPrivateAnswer(submission({ words }, REF)).form],
    ['an answer in public', 2000, (words: string) => readPublicAnswer(submission({ words, team: '1' }, REF)).form],
  ])('%s is kept as typed, or refused at its field', (_, max, read) => {
    fc.assert(
      fc.property(anyText(max), (text) => {
        const form = read(text);
        if (!form.ok) expect(Object.keys(form.errors)).toEqual(['words']);
        else expect(form.value.words).toBe(text.toWellFormed().trim().normalize('NFC'));
      }),
      { numRuns: 150 },
    );
  });

  test('the text after the command fills the form', () => {
    fc.assert(
      fc.property(anyText(1000), (words) => expectOpenable(askModal({ words, unanswered: 99, asked: nothing }))),
      RUNS,
    );
  });
});

test('the longest texts', () => {
  for (const letters of ['Jane', '渡辺', '😀👩🏽‍💻', '<&>']) {
    const long = (max: number) => stretched(letters, max).toWellFormed();
    const one = question(long(1000), { postChannel: 'C0123456789', publicAnswer: long(2000) });
    const replies = Array.from({ length: MAX_REPLIES + 4 }, (_, id) => reply(long(2000), id));
    expectPostable(questionCopy(one, replies, 9999));
    expectPostable(questionPost(one, 9999));
    expectOpenable(threadModal(one, replies));
    expectOpenable(privateAnswerModal({ question: one, replies }));
    const questions = Array.from({ length: 5 }, (_, id) => ({ question: { ...one, id }, replies }));
    const rows = Array.from({ length: QUESTION_LIST_SIZE }, (_, id) => ({
      question: { ...one, id },
      replies,
      supports: 9,
    }));
    expectOpenable(questionsModal({ rows, page: 1, total: 99, unanswered: 99 }));
    expectOpenable(
      askModal({ words: long(3000), unanswered: 99, asked: { questions, page: 1, total: 99, waiting: 60 } }),
    );
  }
});

test('a hidden question shows its words only to the person who asked', () => {
  const hidden = question('Kumquat', { hiddenBy: 'U0123456789', publicAnswer: 'Durian', postChannel: 'C0123456789' });
  for (const message of [questionCopy(hidden, [], 3), questionPost(hidden, 3)]) {
    expectPostable(message);
    expect(JSON.stringify(message)).not.toMatch(/Kumquat|Durian/);
  }
  expectShown(threadModal(hidden, []).blocks, 'Kumquat');
});
