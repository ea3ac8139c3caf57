/** A question as managers see it, and its public answer. */
import type { ViewOutput } from '@slack/bolt';
import type { Button, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { readForm, typed } from '../../src/platform/slack/form.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Question, Reply } from '../../src/questions/table.ts';
import type { Team } from '../../src/teams/table.ts';
import { isolated } from '../kit/bidi.ts';
import {
  actions,
  bold,
  button,
  channel,
  context,
  cut,
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
} from '../kit/blocks.ts';
import { counted, times } from '../kit/words.ts';
import { questionActions, questionRef, threadBlocks } from './thread.ts';

export const PRIVATE_ANSWER = 'private_answer';
export const PUBLIC_ANSWER = 'public_answer';

const ANSWER_MAX = 2000;

/** A question as managers have it. */
export function questionCopy(question: Question, replies: Reply[], supports: number): SlackMessage {
  const isHidden = question.hiddenBy !== null;
  const title: Piece[] = [emoji('ballot_box_with_ballot'), ' ', bold('Anonymous question')];
  return {
    text: isHidden ? 'A hidden anonymous question' : `Anonymous question: ${notice(question.words)}`,
    blocks: [
      rich(title, ...questionLines(question, replies, supports)),
      actions(`question:${question.id}`, ...questionButtons(question, replies)),
    ],
  };
}

/** As many words as a notification shows. */
const notice = (words: string): string => escaped(isolated(cut(words, 150)));

/** The words and the answers; of a hidden question only the person who hid it. */
export function questionLines(question: Question, replies: Reply[], supports: number): Line[] {
  const { words, hiddenBy, postChannel } = question;
  if (hiddenBy !== null) return [[emoji('see_no_evil'), ' Hidden by ', person(hiddenBy)]];
  const answers = answersIn(replies);
  const parts: Piece[][] = [];
  if (postChannel !== null)
    parts.push(['Answered in ', channel(postChannel), supports > 0 ? `, ${supports} support it` : '']);
  if (answers > 0) parts.push([answers === 1 ? 'Answered in private' : `Answered in private ${times(answers)}`]);
  if (replies.length > answers) parts.push([counted(replies.length - answers, 'reply', 'replies')]);
  return [{ quote: [words] }, parts.length > 0 ? dotted(parts) : []];
}

const answersIn = (replies: Reply[]): number => replies.filter(({ side }) => side === 'managers').length;

/** The managers' buttons on a question. */
export function questionButtons(
  { id: questionId, hiddenBy, postChannel }: Question,
  replies: Reply[],
): [Button, ...Button[]] {
  const id = String(questionId);
  if (hiddenBy !== null) return [button(questionActions.show, 'Show again', id)];
  const isAnswered = answersIn(replies) > 0;
  return [
    button(
      questionActions.answerPrivately,
      isAnswered ? 'Answer again…' : 'Answer in private…',
      id,
      isAnswered || postChannel !== null ? {} : { style: 'primary' },
    ),
    ...(postChannel === null ? [button(questionActions.answerPublicly, 'Answer in public…', id)] : []),
    button(questionActions.hide, 'Hide', id, {
      confirm: {
        title: 'Hide this question?',
        text: 'No one can read it anymore. Managers see that you hid it. The sender stays anonymous.',
        yes: 'Hide',
      },
    }),
  ];
}

/** In the thread of a manager's message. */
export const replyLine = (reply: Reply): SlackMessage => ({
  text: `Reply to your answer: ${notice(reply.words)}`,
  blocks: [rich([bold('The sender'), ' replied:'], { quote: [reply.words] })],
});

/** A question with its public answer. */
export function questionPost({ id, words, publicAnswer, hiddenBy }: Question, supports: number): SlackMessage {
  if (hiddenBy !== null || publicAnswer === null) {
    return { text: 'A hidden question', blocks: [section('The managers have hidden this question.')] };
  }
  return {
    text: `The managers answer: ${notice(words)}`,
    blocks: [
      rich([emoji('ballot_box_with_ballot'), ' ', bold('Anonymous question')], { quote: [words] }),
      rich([bold('The managers answer')], { quote: [publicAnswer] }),
      actions(
        `box:${id}`,
        button(questionActions.support, `:heavy_plus_sign: ${supports > 0 ? supports : 'Me too'}`, String(id), {
          label: supports > 0 ? `Support this question (${supports} so far)` : 'Support this question',
        }),
      ),
      context('Ask your own question anonymously with `/baton ask`.'),
    ],
  };
}

interface Conversation {
  question: Question;
  replies: Reply[];
}

export const privateAnswerModal = ({ question, replies }: Conversation): ModalView =>
  answerModal(PRIVATE_ANSWER, 'Answer in private', question, [
    ...threadBlocks(question, replies, 'managers').filter(() => replies.length > 0 || question.publicAnswer !== null),
    answerField('The sender finds it with /baton ask. Neither of you sees a name.'),
  ]);

export const publicAnswerModal = (
  { question, replies }: Conversation,
  teams: Team[],
  teamId: number | null,
): ModalView =>
  answerModal(PUBLIC_ANSWER, 'Answer in public', question, [
    ...(replies.length > 0 ? threadBlocks(question, replies, 'managers') : []),
    answerField('Baton posts the question and your answer without names.'),
    input(
      'team',
      'Post in',
      selectField(
        teams.map((team) => typedOption(String(team.id), team.name)),
        String(teamId ?? teams[0]?.id ?? ''),
      ),
      'Everyone in the team’s channel can read it, including other companies if it is shared.',
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

const answerWords = typed(ANSWER_MAX, 'Enter an answer.');
export const readPrivateAnswer = (view: ViewOutput) => ({
  ...readRef(view, questionRef),
  form: readForm(view, z.object({ words: answerWords })),
});
export const readPublicAnswer = (view: ViewOutput) => ({
  ...readRef(view, questionRef),
  form: readForm(view, z.object({ words: answerWords, team: z.coerce.number({ error: 'Choose a channel.' }).int() })),
});
