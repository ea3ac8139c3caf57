/** The rules of credit: as they are, as proposed, and their record. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { type FormResult, optionalTyped, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { WinRules } from '../../src/wins/table.ts';
import { type AssistKind, assistKinds, type Weights } from '../../src/wins/types.ts';
import { weightsOf } from '../../src/wins/weights.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  date,
  divider,
  dotted,
  input,
  type Line,
  optional,
  type Piece,
  person,
  plain,
  rich,
  section,
  textField,
} from '../kit/blocks.ts';
import { kindWords } from './words.ts';

export const WIN_RULES = 'win_rules';
export const RULES_PROPOSE = 'win_rules_propose';
export const RULES_FORM = 'win_rules_form';
export const RULES_AGREE = 'win_rules_agree';
export const RULES_DECLINE = 'win_rules_decline';
export const RULES_WITHDRAW = 'win_rules_withdraw';

export interface RulesPage {
  current: WinRules | undefined;
  weights: Weights;
  proposal: WinRules | undefined;
  /** Of the reader. */
  mayPropose: boolean;
  decides: boolean;
  isProposer: boolean;
  /** Newest first. */
  record: WinRules[];
}

export function rulesModal(page: RulesPage): ModalView {
  const { current, weights, proposal, mayPropose, record } = page;
  return {
    type: 'modal',
    title: plain('Rules of credit'),
    close: plain('Close'),
    blocks: [
      section(
        'Each won deal is one whole, shared by these rules. A part that no one had goes to the others in proportion.',
      ),
      rich(...assistKinds.map((kind): Line => ['•  ', bold(`${weights[kind]} %`), '  ', kindWords[kind]])),
      context(
        current?.decidedBy && current.decidedAt
          ? `Agreed on by <@${current.proposedBy}> and <@${current.decidedBy}>.`
          : 'The usual rules: both teams have agreed on no others yet.',
      ),
      ...(proposal ? proposalBlocks(proposal, page) : []),
      ...(mayPropose && !proposal ? [actions('win_rules', button(RULES_PROPOSE, 'Propose a change…', 'rules'))] : []),
      context('A change counts for wins after it. Earlier wins keep the rules of their day.'),
      ...(record.length > 0 ? [divider, rich([bold('On record')], ...record.map(recordLine))] : []),
    ],
  };
}

function proposalBlocks(proposal: WinRules, { weights, decides, isProposer }: RulesPage): Blocks {
  const id = String(proposal.id);
  const buttons = [
    ...(decides ? [button(RULES_AGREE, 'Agree', id, { style: 'primary' }), button(RULES_DECLINE, 'Decline', id)] : []),
    ...(isProposer ? [button(RULES_PROPOSE, 'Change it…', 'rules'), button(RULES_WITHDRAW, 'Withdraw', id)] : []),
  ];
  return [
    divider,
    rich(
      [person(proposal.proposedBy), ` proposes for ${proposal.side}:`],
      ...changesOf(weights, weightsOf(proposal)),
      ...(proposal.words === null ? [] : [{ quote: [proposal.words] }]),
    ),
    ...(buttons.length > 0 ? [actions('win_proposal', ...buttons)] : [context('A manager of the other side decides.')]),
  ];
}

const changesOf = (before: Weights, after: Weights): Piece[][] =>
  assistKinds.map((kind) => [
    '•  ',
    ...(before[kind] === after[kind] ? [] : [`${before[kind]} % → `]),
    bold(`${after[kind]} %`),
    `  ${kindWords[kind]}`,
  ]);

const stateWords: Record<WinRules['state'], string> = {
  proposed: 'proposed',
  agreed: 'agreed on',
  declined: 'declined',
  withdrawn: 'withdrawn',
};

const recordLine = (rules: WinRules): Piece[] => [
  '•  ',
  ...dotted([
    [assistKinds.map((kind) => `${kindWords[kind].toLowerCase()} ${weightsOf(rules)[kind]} %`).join(', ')],
    ['proposed by ', person(rules.proposedBy)],
    [
      `${stateWords[rules.state]} by `,
      person(rules.decidedBy ?? rules.proposedBy),
      ...(rules.decidedAt ? [', ', date(rules.decidedAt)] : []),
    ],
  ]),
];

export const rulesForm = (weights: Weights): ModalView => ({
  type: 'modal',
  callback_id: RULES_FORM,
  private_metadata: writeRef({}),
  title: plain('Propose a change'),
  submit: plain('Propose'),
  close: plain('Cancel'),
  blocks: [
    section(
      'Percent for each part; together 100. A manager of the other team agrees or declines. Until then nothing changes.',
    ),
    ...assistKinds.map((kind) =>
      input(kind, kindWords[kind], {
        type: 'number_input',
        is_decimal_allowed: false,
        min_value: '0',
        max_value: '100',
        initial_value: String(weights[kind]),
      }),
    ),
    optional(input('words', 'Why?', textField(300, null, { multiline: true }))),
  ],
});

const percents = z.coerce
  .number('Enter a whole number.')
  .int('Enter a whole number.')
  .min(0, 'At least 0.')
  .max(100, 'At most 100.');

const fields = z.object({
  hand_off: percents.pipe(z.number().min(1, 'At least 1 %: each win has a hand-off.')),
  content: percents,
  contacts: percents,
  // A form that was open during an update has no such field.
  ride_along: z.preprocess((typed) => typed ?? 0, percents),
  close: percents,
  words: optionalTyped(300),
});

type Proposal = z.output<typeof fields>;

export const readRulesForm = (view: ViewOutput) => ({
  ...readRef(view, z.object({})),
  form: whole(readForm(view, fields)),
});

/** The sum is checked last, at the last field. */
function whole(form: FormResult<Proposal>): FormResult<Proposal> {
  if (!form.ok) return form;
  const sum = assistKinds.reduce((total, kind: AssistKind) => total + form.value[kind], 0);
  return sum === 100 ? form : { ok: false, errors: { close: `Together they are 100 %. Now they are ${sum} %.` } };
}
