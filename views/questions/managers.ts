/** All anonymous questions for managers, and their reminder. */
import type { ModalView } from '@slack/types';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { Question, Reply } from '../../src/questions/table.ts';
import { actions, bold, button, divider, emoji, plain, rich, section } from '../kit/blocks.ts';
import { onePrimary } from '../kit/emphasis.ts';
import { pageButtons } from '../kit/paging.ts';
import { rowActions } from '../kit/row.ts';
import { counted } from '../kit/words.ts';
import { questionButtons, questionLines } from './answers.ts';

/** Opens the list; it stands in posted reminders, so it keeps its first name. */
export const QUESTION_LIST = 'box_list';
export const QUESTION_LIST_PAGE = 'question_list_page';
export const QUESTION_LIST_SIZE = 8;

export interface Listed {
  question: Question;
  replies: Reply[];
  supports: number;
}

/** Those without an answer first. */
export const questionsModal = ({
  rows,
  page,
  total,
  unanswered,
}: {
  rows: Listed[];
  page: number;
  total: number;
  unanswered: number;
}): ModalView => ({
  type: 'modal',
  callback_id: QUESTION_LIST,
  private_metadata: `${page}:`,
  title: plain('Anonymous questions'),
  close: plain('Close'),
  blocks: [
    section(total === 0 ? 'No questions yet. New ones arrive on the next working morning.' : count(unanswered)),
    ...onePrimary(
      rows.flatMap(({ question, replies, supports }) => [
        divider,
        rich(...questionLines(question, replies, supports)),
        rowActions(`question:${question.id}`, questionButtons(question, replies)),
      ]),
    ),
    ...pageButtons(QUESTION_LIST_PAGE, { page, size: QUESTION_LIST_SIZE, total, carry: '' }),
  ],
});

function count(unanswered: number): string {
  if (unanswered === 0) return 'All questions are answered.';
  return `*${counted(unanswered, 'question needs', 'questions need')} an answer.*`;
}

export const listButton = (unanswered: number) =>
  button(
    QUESTION_LIST,
    unanswered > 0 ? `Questions for managers (${unanswered} unanswered)` : 'Questions for managers',
    'all',
  );

/** Once, after some days without an answer. */
export const questionsWait = (unanswered: number): SlackMessage => ({
  text: 'Anonymous questions need an answer',
  blocks: [
    rich(
      [
        emoji('ballot_box_with_ballot'),
        ' ',
        bold(counted(unanswered, 'anonymous question needs', 'anonymous questions need')),
        ' an answer.',
      ],
      ['“We don’t know yet” is an answer too. The sender has to look for it: Baton cannot notify them.'],
    ),
    actions('box_list', button(QUESTION_LIST, 'View questions', 'all')),
  ],
});
