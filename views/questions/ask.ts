/** The asker's forms: a new question, and earlier ones with their answers. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Question, Reply } from '../../src/questions/table.ts';
import {
  actions,
  type Blocks,
  button,
  channel,
  context,
  cut,
  divider,
  dotted,
  input,
  type Piece,
  plain,
  rich,
  section,
  textField,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { counted } from '../kit/words.ts';
import { listButton } from './managers.ts';
import { questionActions, questionRef, threadBlocks } from './thread.ts';

export const ASK_MANAGERS = 'ask_managers';
export const ASKED_PAGE = 'asked_page';
export const QUESTION_THREAD = 'question_thread';

export const QUESTION_MAX = 1000;
export const QUESTIONS_SIZE = 5;

/** The asker's earlier questions. */
interface Asked {
  /** One page of delivered questions. */
  questions: { question: Question; replies: Reply[] }[];
  page: number;
  total: number;
  waiting: number;
}

const PROTECTED = [
  ':lock: *Managers see your words, not your name.* Your name is not stored with them in the database, a log, a backup or a message. All questions are delivered together on the next working morning, in random order.',
  ':warning: *Not protected:* Slack delivers what you send and knows who sent it. The people who run Baton’s server could find out who asked, until the key is destroyed in two to three months. Your writing style, or facts only you know, can give you away.',
];

interface Asking {
  /** The words after the command. */
  words: string;
  /** Below the form, if not empty. */
  asked: Asked;
  /** The number of unanswered questions; null for people who are not managers. */
  unanswered: number | null;
}

export const askModal = ({ words, asked, unanswered }: Asking): ModalView => ({
  type: 'modal',
  callback_id: ASK_MANAGERS,
  private_metadata: writeRef({}),
  title: plain('Ask the managers'),
  submit: plain('Send anonymously'),
  close: plain('Cancel'),
  blocks: [
    ...(unanswered === null ? [] : [actions('box_list', listButton(unanswered)), divider]),
    input(
      'words',
      'What do you want to ask or say?',
      textField(QUESTION_MAX, words, { multiline: true }),
      'Goes to the managers of sales and marketing. They answer in public or here. Replies can’t be delivered to you: check /baton ask.',
    ),
    ...PROTECTED.map((text) => section(text)),
    ...askedBlocks(asked),
  ],
});

function askedBlocks({ questions, page, total, waiting }: Asked): Blocks {
  if (total + waiting === 0) return [];
  return [
    divider,
    section('*Your questions*'),
    ...(waiting > 0
      ? [context(`${counted(waiting, 'question goes', 'questions go')} out on the next working morning.`)]
      : []),
    ...questions.flatMap(({ question, replies }) => [
      rich([cut(question.words, 150)], dotted(standing(question, replies))),
      actions(
        `asked:${question.id}`,
        button(questionActions.open, 'Open', String(question.id), { label: `Open: ${question.words}` }),
      ),
    ]),
    ...pageButtons(ASKED_PAGE, { page, size: QUESTIONS_SIZE, total, carry: '' }),
  ];
}

function standing({ hiddenBy, postChannel }: Question, replies: Reply[]): Piece[][] {
  if (hiddenBy !== null) return [['Hidden by the managers']];
  const answers = replies.filter(({ side }) => side === 'managers').length;
  const parts: Piece[][] = [];
  if (postChannel !== null) parts.push(['Answered in ', channel(postChannel)]);
  if (answers > 0) parts.push([counted(answers, 'private answer')]);
  return parts.length > 0 ? parts : [['No answer yet']];
}

const askFields = z.object({ words: typed(QUESTION_MAX, 'Enter your question.') });
export const readAsk = (view: ViewOutput) => ({ ...readRef(view, z.object({})), form: readForm(view, askFields) });

/** After a submission: where to look for the answer. */
export const askedModal = (): ModalView => ({
  type: 'modal',
  title: plain('Sent'),
  close: plain('Close'),
  blocks: [
    section(
      'Delivered to the managers on the next working morning, with all other questions.\n\n*Replies can’t be delivered to you.* Check `/baton ask` in a few days.',
    ),
  ],
});

/** A question with its answers, for the asker, who can reply after the first answer. */
export function threadModal(question: Question, replies: Reply[]): ModalView {
  const canReply = question.hiddenBy === null && replies.some(({ side }) => side === 'managers');
  return {
    type: 'modal',
    callback_id: QUESTION_THREAD,
    private_metadata: writeRef({ questionId: question.id }),
    title: plain('Your question'),
    ...(canReply && { submit: plain('Reply') }),
    close: plain(canReply ? 'Back' : 'Close'),
    blocks: [
      rich({ quote: [question.words] }),
      ...threadBlocks(question, replies, 'asker'),
      ...(canReply
        ? [
            input(
              'words',
              'Your reply',
              textField(QUESTION_MAX, null, { multiline: true }),
              'Delivered to the managers on the next working morning, without your name.',
            ),
          ]
        : []),
    ],
  };
}

export const readThread = (view: ViewOutput) => ({
  ...readRef(view, questionRef),
  form: readForm(view, z.object({ words: typed(QUESTION_MAX, 'Enter a reply.') })),
});
