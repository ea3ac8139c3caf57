/** `/baton roles`: who does what, the changes that wait for the other side, and the open questions. */
import type { ModalView, SectionBlock } from '@slack/types';
import { z } from 'zod';
import { mention } from '../../src/platform/slack/mrkdwn.ts';
import type { RoleAnswer, RoleLine, RoleQuestion } from '../../src/roles/table.ts';
import { MOST_LINES, roleOwners } from '../../src/roles/types.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  date,
  divider,
  dotted,
  heading,
  literal,
  mrkdwn,
  option,
  overflow,
  type Piece,
  person,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { rowActions } from '../kit/row.ts';
import { more } from '../kit/words.ts';
import { answerLine, questionButtons } from './question.ts';
import { ownerNames, ownerPieces, roleActions } from './words.ts';

interface ShownQuestion {
  question: RoleQuestion;
  answers: RoleAnswer[];
  /** The reader answers it. */
  isForReader: boolean;
}

export interface RolesPage {
  readerId: string;
  /** Agreed by both sides, in order. */
  lines: RoleLine[];
  /** With the line that they change. */
  proposals: { line: RoleLine; before: RoleLine | undefined; decides: boolean; isOwn: boolean }[];
  questions: ShownQuestion[];
  /** More open questions than are shown. */
  moreQuestions: number;
  /** Lines whose person left. */
  orphanIds: number[];
  mayPropose: boolean;
  mayAsk: boolean;
  /** Earlier versions, and proposals that came to nothing; newest first. */
  record: RoleLine[];
}

export function rolesModal(page: RolesPage): ModalView {
  const { lines, proposals, mayPropose, mayAsk, record } = page;
  const isEmpty = lines.length + proposals.length === 0;
  const buttons = [
    ...(mayPropose && isEmpty
      ? [button(roleActions.usual, 'Propose the usual list', 'usual', { style: 'primary' })]
      : []),
    ...(mayAsk ? [button(roleActions.ask, 'Who does this?', 'page')] : []),
    ...(mayPropose && lines.length < MOST_LINES ? [button(roleActions.propose, 'Propose a line…', 'new')] : []),
  ];
  return {
    type: 'modal',
    title: plain('Roles'),
    close: plain('Close'),
    blocks: [
      ...(isEmpty ? [section(mayPropose ? BEGIN : NOTHING_YET)] : []),
      ...roleOwners.flatMap((owner) => ownerBlocks(owner, page)),
      ...proposalBlocks(page),
      ...questionBlocks(page),
      ...(buttons.length > 0 ? [actions('roles', ...buttons)] : []),
      ...(lines.length > 0 ? [context('Both managers agreed on these lines. A change needs both again.')] : []),
      ...(record.length > 0 ? [divider, rich([bold('On record')], ...record.map(recordLine))] : []),
    ],
  };
}

const BEGIN =
  'A short list says who does what, so that nothing is done twice or by no one. The manager of one side proposes lines, the other side agrees.';
const NOTHING_YET = 'There is no list yet. The managers of sales and marketing write it together.';

function ownerBlocks(owner: RoleLine['owner'], { lines, mayPropose, orphanIds }: RolesPage): Blocks {
  const theirs = lines.filter((line) => line.owner === owner);
  if (theirs.length === 0) return [];
  const who = ({ id, personId }: RoleLine): Piece[] => [
    ...(personId === null ? [] : ['  ·  ', person(personId)]),
    ...(orphanIds.includes(id) ? [' left: choose another person'] : []),
  ];
  if (!mayPropose) {
    return [rich([bold(ownerNames[owner])], ...theirs.map((line): Piece[] => ['•  ', line.what, ...who(line)]))];
  }
  return [section(`*${ownerNames[owner]}*`), ...theirs.map((line) => lineRow(line, orphanIds))];
}

/** A manager gets a menu at each line. */
const lineRow = ({ id, what, personId }: RoleLine, orphanIds: readonly number[]): SectionBlock => ({
  type: 'section',
  block_id: `role:${id}`,
  text: literal(`•  ${what}`),
  ...(personId !== null && {
    fields: [mrkdwn(`${mention(personId)}${orphanIds.includes(id) ? ' left: choose another person' : ''}`)],
  }),
  accessory: overflow(`role_menu:${id}`, [
    option(`change:${id}`, 'Propose a change…'),
    option(`remove:${id}`, 'Propose to remove it'),
  ]),
});

function proposalBlocks({ proposals }: RolesPage): Blocks {
  if (proposals.length === 0) return [];
  const mine = proposals.filter(({ decides }) => decides);
  return [
    divider,
    section('*Proposed, until the other side agrees*'),
    ...proposals.map(proposalRow),
    ...(mine.length > 0
      ? [
          actions(
            'roles_agree',
            button(roleActions.agreeToAll, mine.length > 1 ? `Agree to all ${mine.length}` : 'Agree', idsOf(mine), {
              style: 'primary',
            }),
          ),
        ]
      : []),
  ];
}

/** Of the proposals that the person saw. */
const idsOf = (proposals: RolesPage['proposals']): string => proposals.map(({ line }) => line.id).join(' ');

function proposalRow({ line, before, decides, isOwn }: RolesPage['proposals'][number]): SectionBlock {
  const { id, what, owner, isRemoval } = line;
  const change = isRemoval ? 'Remove' : before ? 'Change' : 'New';
  const was = before && !isRemoval ? `\n     was  ${ownerNames[before.owner]}: ${before.what}` : '';
  const choices = [
    ...(decides ? [option(`agree:${id}`, 'Agree'), option(`decline:${id}`, 'Decline')] : []),
    ...(isOwn ? [option(`withdraw:${id}`, 'Withdraw')] : []),
  ];
  return {
    type: 'section',
    block_id: `role_proposal:${id}`,
    text: literal(`${change}  ·  ${ownerNames[owner]}: ${what}${was}`),
    ...(choices.length > 0 && { accessory: overflow(`role_menu:${id}`, choices) }),
  };
}

function questionBlocks({ questions, moreQuestions, readerId }: RolesPage): Blocks {
  if (questions.length === 0) return [];
  return [
    divider,
    heading('Open questions'),
    ...questions.flatMap(({ question, answers, isForReader }) => [
      rich(
        [bold(question.words)],
        dotted([
          ['Asked by ', person(question.askerId)],
          [date(question.askedAt, '{date_short_pretty}')],
          [standing(question, answers)],
        ]),
        ...answers.slice(-2).map(answerLine),
      ),
      ...(isForReader
        ? [rowActions(`role_question:${question.id}`, questionButtons(question, answers, readerId))]
        : []),
    ]),
    ...more(moreQuestions),
  ];
}

function standing({ escalatedAt }: RoleQuestion, answers: readonly RoleAnswer[]): string {
  if (escalatedAt) return 'Open for a week';
  return answers.length > 0 ? 'Waits for the other manager' : 'Waits for an answer';
}

const stateWords: Record<RoleLine['state'], string> = {
  proposed: 'proposed',
  agreed: 'agreed on',
  replaced: 'agreed on, changed since',
  removed: 'removed',
  declined: 'declined',
  withdrawn: 'withdrawn',
};

const recordLine = (line: RoleLine): Piece[] => [
  '•  ',
  ...dotted([
    [...ownerPieces(line), ': ', line.what],
    [
      `${stateWords[line.state]} by `,
      person(line.proposedBy),
      ...(line.decidedBy && line.decidedBy !== line.proposedBy ? [' and ', person(line.decidedBy)] : []),
      ...(line.decidedAt ? [', ', date(line.decidedAt, '{date_short_pretty}')] : []),
    ],
  ]),
];

const choice = z.tuple([z.enum(['change', 'remove', 'agree', 'decline', 'withdraw']), z.coerce.number().int()]);

/** Reads the choice made at a line; undefined when no menu offers it. */
export function readLineChoice(value: string) {
  const read = choice.safeParse(value.split(':')).data;
  return read && { choice: read[0], lineId: read[1] };
}
