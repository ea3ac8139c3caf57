/** A question *Who does this?*: the copy of a manager, and the answer for the asker. */
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { escaped, mention } from '../../src/platform/slack/mrkdwn.ts';
import type { RoleAnswer, RoleQuestion } from '../../src/roles/table.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  cut,
  emoji,
  type Line,
  type Piece,
  person,
  rich,
} from '../kit/blocks.ts';
import type { Row } from '../kit/row.ts';
import { people } from '../kit/words.ts';
import { ownerPieces, roleActions } from './words.ts';

export interface QuestionCopy {
  question: RoleQuestion;
  answers: RoleAnswer[];
  readerId: string;
  /** The managers who answer now, and the executive after a week. */
  answererIds: string[];
  executiveId: string | undefined;
}

/** "@Max: Sales (@Sam): Sends the quote", with its note. */
export const answerLine = (answer: RoleAnswer): Piece[] => [
  person(answer.by),
  ': ',
  ...ownerPieces(answer),
  `: ${answer.what}`,
  ...(answer.note === null ? [] : [`  (${answer.note})`]),
];

/** The steps of a person who answers, the likeliest first. */
export function questionButtons({ id }: RoleQuestion, answers: readonly RoleAnswer[], readerId: string): Row {
  const last = answers.at(-1);
  if (!last) return [button(roleActions.answer, 'Answer…', String(id))];
  if (last.by === readerId) return [button(roleActions.answer, 'Change your answer…', String(id))];
  return [
    button(roleActions.agree, 'Agree', `${id} ${last.id}`),
    button(roleActions.differ, 'I see it differently…', String(id)),
  ];
}

/** For each manager: the question, the answers and the result. */
export function questionCopy(copy: QuestionCopy): SlackMessage {
  const { question, answers, answererIds, readerId } = copy;
  const title = question.settledAt ? 'Who does this? Settled' : 'Who does this?';
  return {
    text: `${title} ${escaped(cut(question.words, 200))}`,
    blocks: [
      rich(
        [
          emoji(question.settledAt ? 'white_check_mark' : 'raising_hand'),
          ' ',
          bold(title),
          '  ',
          person(question.askerId),
          ' asks:',
        ],
        { quote: [question.words] },
        ...answers.slice(-4).map((answer): Line => answerLine(answer)),
      ),
      ...(question.settledAt
        ? settledBlocks(copy)
        : [
            context(openWords(copy)),
            ...(answererIds.includes(readerId)
              ? [actions('role_question', ...withGreen(questionButtons(question, answers, readerId)))]
              : []),
          ]),
    ],
  };
}

const withGreen = ([first, ...others]: Row): Row => [{ ...first, style: 'primary' }, ...others];

function openWords({ question, answers, readerId, answererIds, executiveId }: QuestionCopy): string {
  const others = answererIds.filter((id) => id !== readerId && id !== executiveId).map(mention);
  if (question.escalatedAt && executiveId === readerId) return 'Open for a week. Your answer settles it.';
  if (question.escalatedAt) {
    return executiveId === undefined
      ? 'Open for a week. An executive who decides can be named in the settings.'
      : `Open for a week: ${mention(executiveId)} decides, if you do not agree first.`;
  }
  if (others.length === 0) return 'You answer alone. It takes a minute.';
  if (answers.at(-1)?.by === readerId) return `${others.join(' and ')} agrees or answers differently.`;
  return answers.length > 0
    ? 'With your agreement, it is settled.'
    : `${others.join(' and ')} has the same message. One answers, the other agrees. It takes a minute.`;
}

function settledBlocks({ question, answererIds, readerId }: QuestionCopy): Blocks {
  const id = String(question.id);
  if (question.keptAs !== null) {
    const place = question.keptAs === 'role' ? 'the list of roles' : 'the lead definition';
    return [context(`In ${place} now, added by ${mention(question.keptBy ?? '')}.`)];
  }
  if (!answererIds.includes(readerId)) return [];
  return [
    actions(
      'role_keep',
      button(roleActions.keepAsRole, 'Add to the roles', id),
      button(roleActions.keepAsClause, 'Add to the lead definition', id),
    ),
  ];
}

/** To the asker, and to the author of an answer to which another person agreed. */
export function answerMessage(question: RoleQuestion, answer: RoleAnswer): SlackMessage {
  const agreed = [...new Set([answer.by, question.settledBy ?? answer.by])];
  return {
    text: `Answered: ${escaped(cut(question.words, 200))}`,
    blocks: [
      rich(
        [emoji('white_check_mark'), ' ', bold('Who does this?'), '  Settled by ', ...people(agreed)],
        { quote: [question.words] },
        [...ownerPieces(answer), ': ', bold(answer.what)],
        ...(answer.note === null ? [] : [[answer.note]]),
      ),
      actions('role_answer', button(roleActions.show, 'Roles', 'answer')),
    ],
  };
}
