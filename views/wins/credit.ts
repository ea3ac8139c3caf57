/** The parts of people in a win, each with its share and the reason. */
import type { ModalView } from '@slack/types';
import type { CreditedPart } from '../../src/wins/credit.ts';
import type { Win } from '../../src/wins/read.ts';
import { assistKinds } from '../../src/wins/types.ts';
import { actions, type Blocks, bold, button, context, divider, header, plain, rich } from '../kit/blocks.ts';
import { leadTitle } from '../leads/words.ts';
import { WIN_RULES } from './rules.ts';
import { begins, kindWords, percent, why, worth } from './words.ts';

/** People with a part; more than that worked on no deal. */
const MOST_PARTS = 40;

export function creditModal(win: Win): ModalView {
  const { lead, parts } = win;
  const rest = parts.length - MOST_PARTS;
  return {
    type: 'modal',
    title: plain('Parts and shares'),
    close: plain('Close'),
    blocks: [
      header(leadTitle(lead)),
      ...(lead.amount === null ? [] : [rich(worth(lead).slice(1))]),
      rich(...parts.slice(0, MOST_PARTS).map((part) => line(part, win))),
      ...(rest > 0 ? [context(`And ${rest.toLocaleString('en')} more.`)] : []),
      divider,
      ...ruleBlocks(win),
      actions('win_rules', button(WIN_RULES, 'Rules of credit', String(lead.id))),
    ],
  };
}

const line = (part: CreditedPart, { showings }: Win) => [
  '•  ',
  begins(part.userId, showings),
  ...(part.share === 0 ? [' '] : [' has ', bold(percent(part.share)), ' of the credit: ']),
  ...why(part),
];

function ruleBlocks({ weights, rules, parts }: Win): Blocks {
  const given = assistKinds.filter((kind) => weights[kind] > 0);
  const words = given.map((kind) => `${kindWords[kind].toLowerCase()} ${weights[kind]}\u00a0%`).join(', ');
  const missing = given.filter((kind) => !parts.some((part) => part.kind === kind));
  const whose = rules ? 'The rules of credit that both teams agreed on' : 'The usual rules of credit';
  return [
    context(`${whose}, on the day of the win: ${words}.`),
    ...(missing.length === 0
      ? []
      : [
          context(
            `No one had: ${missing.map((kind) => kindWords[kind].toLowerCase()).join(', ')}. That part went to the others in proportion.`,
          ),
        ]),
  ];
}
