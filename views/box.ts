/** The box: the form that asks, what the asker finds there later, and what managers and channels see. */
import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Question, Reply } from '../src/box/table.ts';
import type { SlackMessage } from '../src/outbox/announcement.ts';
import { readForm, typed } from '../src/slack/form.ts';
import { readRef, writeRef } from '../src/slack/reference.ts';
import type { Team } from '../src/teams/table.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  channel,
  context,
  cut,
  divider,
  dotted,
  emoji,
  input,
  type Line,
  type Piece,
  person,
  plain,
  rich,
  section,
  selectField,
  textField,
  typedOption,
} from './blocks.ts';
import { pageButtons } from './paging.ts';

export const boxActions = {
  /** The asker looks at one of their questions. */
  open: 'box_open',
  answerPrivately: 'box_answer_privately',
  answerPublicly: 'box_answer_publicly',
  hide: 'box_hide',
  show: 'box_show',
  support: 'box_support',
} as const;
export const BOX_ASK = 'box_ask';
export const BOX_PAGE = 'box_page';
export const BOX_THREAD = 'box_thread';
export const BOX_PRIVATE = 'box_private';
export const BOX_PUBLIC = 'box_public';

export const QUESTION_MAX = 1000;
const ANSWER_MAX = 2000;
export const QUESTIONS_SIZE = 5;

/** What an asker has asked so far. */
export interface Asked {
  /** One page of those that managers have. */
  questions: { question: Question; replies: Reply[] }[];
  page: number;
  total: number;
  waiting: number;
}

const PROTECTED = [
  ':lock: *Managers read your words, and not who you are.* Your name is not in the database beside them, not in a log, a backup or a message. All that was asked goes out together, on the next working morning, in random order.',
  ':warning: *What is not protected.* Slack carries what you send. Whoever runs Baton’s machine could find out with the key that lies there, until it is destroyed two to three months from now. And how you write, or what only you know, can give you away.',
];

/** `words` are those after the command. Below the form is what this person asked before, if anything. */
export const askModal = ({ words, asked }: { words: string; asked: Asked }): ModalView => ({
  type: 'modal',
  callback_id: BOX_ASK,
  private_metadata: writeRef({}),
  title: plain('Ask the managers'),
  submit: plain('Put into the box'),
  close: plain('Cancel'),
  blocks: [
    input(
      'words',
      'What do you want to ask or say?',
      textField(QUESTION_MAX, words, { multiline: true }),
      'To the managers of sales and marketing. They answer in public, or you find their answer here: Baton cannot write to you, since it does not know who asked.',
    ),
    ...PROTECTED.map((text) => section(text)),
    ...askedBlocks(asked),
  ],
});

function askedBlocks({ questions, page, total, waiting }: Asked): Blocks {
  if (total + waiting === 0) return [];
  return [
    divider,
    section('*What you asked*'),
    ...(waiting > 0
      ? [
          context(
            waiting === 1
              ? 'One question goes out on the next working morning.'
              : `${waiting} questions go out on the next working morning.`,
          ),
        ]
      : []),
    ...questions.flatMap(({ question, replies }) => [
      rich([cut(question.words, 150)], dotted(standing(question, replies))),
      actions(
        `asked:${question.id}`,
        button(boxActions.open, 'Open', String(question.id), { label: `Open: ${question.words}` }),
      ),
    ]),
    ...pageButtons(BOX_PAGE, { page, size: QUESTIONS_SIZE, total, carry: '' }),
  ];
}

function standing({ hiddenBy, postChannel }: Question, replies: Reply[]): Piece[][] {
  if (hiddenBy !== null) return [['Hidden by the managers']];
  const answers = replies.filter(({ side }) => side === 'managers').length;
  const parts: Piece[][] = [];
  if (postChannel !== null) parts.push(['Answered in ', channel(postChannel)]);
  if (answers > 0) parts.push([answers === 1 ? 'One answer in private' : `${answers} answers in private`]);
  return parts.length > 0 ? parts : [['No answer yet']];
}

const askFields = z.object({ words: typed(QUESTION_MAX, 'What do you want to ask or say?') });
export const readAsk = (view: ViewOutput) => ({ ...readRef(view, z.object({})), form: readForm(view, askFields) });

/** After it was put in: where to look for the answer. */
export const askedModal = (): ModalView => ({
  type: 'modal',
  title: plain('It is in the box'),
  close: plain('Close'),
  blocks: [
    section(
      'It goes to the managers on the next working morning, with all else that was asked until then.\n\nLook for their answer with `/baton ask`.',
    ),
  ],
});

/** A question with what managers wrote, for whoever asked it. They can reply once a manager wrote to them. */
export function threadModal(question: Question, replies: Reply[]): ModalView {
  const canReply = question.hiddenBy === null && replies.some(({ side }) => side === 'managers');
  return {
    type: 'modal',
    callback_id: BOX_THREAD,
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
              'It goes to the managers on the next working morning, without your name.',
            ),
          ]
        : []),
    ],
  };
}

const thread = z.object({ questionId: z.number() });
export const readThread = (view: ViewOutput) => ({
  ...readRef(view, thread),
  form: readForm(view, z.object({ words: typed(QUESTION_MAX, 'What do you want to reply?') })),
});

/** The newest of a long conversation; a block of rich text each, so that no text is too long for Slack. */
const MOST_REPLIES = 40;

function threadBlocks(
  { hiddenBy, publicAnswer, postChannel }: Question,
  replies: Reply[],
  reader: 'asker' | 'managers',
): Blocks {
  const who = (side: Reply['side']) =>
    side === 'managers' ? 'Managers' : reader === 'asker' ? 'You' : 'Whoever asked';
  const shown = replies.slice(-MOST_REPLIES);
  const earlier = replies.length - shown.length;
  return [
    ...(hiddenBy === null ? [] : [section('The managers have hidden this question.')]),
    ...(publicAnswer !== null && postChannel !== null
      ? [rich([bold('Managers'), ' in ', channel(postChannel)], { quote: [publicAnswer] })]
      : []),
    ...(earlier > 0 ? [context(`The ${earlier} messages before these are not shown.`)] : []),
    ...shown.map(({ side, words }) => rich([bold(who(side)), ' in private'], { quote: [words] })),
    ...(hiddenBy === null && publicAnswer === null && replies.length === 0 ? [section('There is no answer yet.')] : []),
  ];
}

/** A question as managers have it. */
export function questionCopy(question: Question, replies: Reply[], supports: number): SlackMessage {
  const { words, hiddenBy, postChannel } = question;
  const id = String(question.id);
  const answers = replies.filter(({ side }) => side === 'managers').length;
  const title: Piece[] = [emoji('ballot_box_with_ballot'), ' ', bold('Somebody asks the managers')];
  if (hiddenBy !== null) {
    return {
      text: 'A hidden question from the box',
      blocks: [
        rich(title, [emoji('see_no_evil'), ' Hidden by ', person(hiddenBy)]),
        actions(`box:${id}`, button(boxActions.show, 'Show again', id)),
      ],
    };
  }
  const parts: Piece[][] = [];
  if (postChannel !== null)
    parts.push(['Answered in ', channel(postChannel), supports > 0 ? `, ${supports} support it` : '']);
  if (answers > 0) parts.push([answers === 1 ? 'Answered in private' : `Answered ${answers} times in private`]);
  if (replies.length > answers)
    parts.push([replies.length - answers === 1 ? 'One reply' : `${replies.length - answers} replies`]);
  const lines: Line[] = [title, { quote: [words] }, parts.length > 0 ? dotted(parts) : []];
  return {
    text: 'A question from the box',
    blocks: [
      rich(...lines),
      actions(
        `box:${id}`,
        button(
          boxActions.answerPrivately,
          answers > 0 ? 'Write again…' : 'Answer in private…',
          id,
          answers > 0 ? {} : { style: 'primary' },
        ),
        ...(postChannel === null ? [button(boxActions.answerPublicly, 'Answer in public…', id)] : []),
        button(boxActions.hide, 'Hide', id, {
          confirm: {
            title: 'Hide this question?',
            text: 'Nobody sees it any more, and all managers see that you hid it. Who asked stays unknown.',
            yes: 'Hide',
          },
        }),
      ),
    ],
  };
}

/** In the thread of a manager's message. */
export const replyLine = (reply: Reply): SlackMessage => ({
  text: 'A reply from whoever asked',
  blocks: [rich([bold('Whoever asked'), ' replies:'], { quote: [reply.words] })],
});

/** A question that was answered for all to read. */
export function questionPost({ id, words, publicAnswer, hiddenBy }: Question, supports: number): SlackMessage {
  if (hiddenBy !== null || publicAnswer === null) {
    return { text: 'A hidden question', blocks: [section('The managers have hidden this question.')] };
  }
  return {
    text: 'A question to the managers, and their answer',
    blocks: [
      rich([emoji('ballot_box_with_ballot'), ' ', bold('Somebody asked the managers')], { quote: [words] }),
      rich([bold('They answer')], { quote: [publicAnswer] }),
      actions(
        `box:${id}`,
        button(boxActions.support, `:heavy_plus_sign: ${supports > 0 ? supports : 'Me too'}`, String(id), {
          label: supports > 0 ? `I find this important, as ${supports} do` : 'I find this important',
        }),
      ),
      context('`/baton ask` puts a question of yours into the box, without your name.'),
    ],
  };
}

interface Conversation {
  question: Question;
  replies: Reply[];
}

export const privateAnswerModal = ({ question, replies }: Conversation): ModalView =>
  answerModal(BOX_PRIVATE, 'Answer in private', question, [
    ...threadBlocks(question, replies, 'managers').filter(() => replies.length > 0 || question.publicAnswer !== null),
    answerField('Whoever asked finds it with /baton ask. They see no name, and neither do you.'),
  ]);

export const publicAnswerModal = (
  { question, replies }: Conversation,
  teams: Team[],
  teamId: number | null,
): ModalView =>
  answerModal(BOX_PUBLIC, 'Answer in public', question, [
    ...(replies.length > 0 ? threadBlocks(question, replies, 'managers') : []),
    answerField('Question and answer are posted as Baton’s, without a name.'),
    input(
      'team',
      'In which channel?',
      selectField(
        teams.slice(0, 100).map((team) => typedOption(String(team.id), team.name)),
        String(teamId ?? teams[0]?.id ?? ''),
      ),
      'Everybody in the channel of this team reads it.',
    ),
  ]);

const answerField = (hint: string) =>
  input('words', 'Your answer', textField(ANSWER_MAX, null, { multiline: true }), hint);

const answerModal = (callbackId: string, title: string, question: Question, blocks: KnownBlock[]): ModalView => ({
  type: 'modal',
  callback_id: callbackId,
  private_metadata: writeRef({ questionId: question.id }),
  title: plain(title),
  submit: plain('Answer'),
  close: plain('Cancel'),
  blocks: [rich({ quote: [question.words] }), ...blocks],
});

const answerWords = typed(ANSWER_MAX, 'What do you answer?');
export const readPrivateAnswer = (view: ViewOutput) => ({
  ...readRef(view, thread),
  form: readForm(view, z.object({ words: answerWords })),
});
export const readPublicAnswer = (view: ViewOutput) => ({
  ...readRef(view, thread),
  form: readForm(view, z.object({ words: answerWords, team: z.coerce.number({ error: 'In which channel?' }).int() })),
});
