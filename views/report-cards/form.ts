/** The form in which a person rates the other team. */
import type { ViewOutput } from '@slack/bolt';
import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Answers } from '../../src/feedback/types.ts';
import { type FormResult, optionalTyped, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { LONGEST_SENTENCE, marks } from '../../src/report-cards/types.ts';
import type { TeamKind } from '../../src/teams/table.ts';
import { anonymityLimits } from '../feedback/words.ts';
import {
  bold,
  emoji,
  input,
  literal,
  option,
  optional,
  type Piece,
  plain,
  rich,
  selectField,
  textField,
} from '../kit/blocks.ts';
import { otherName } from './words.ts';

export const CARD_FORM = 'report_card_form';

const ref = z.object({ cycleId: z.number() });
const markField = (place: number) => `mark${place}`;
const whyField = (place: number) => `why${place}`;

const meanings = ['A  excellent', 'B  good', 'C  fair', 'F  poor'];
/** The index of C: this mark and those after it want a sentence. */
const WANTS_WORDS = 2;

export interface CardForm {
  cycleId: number;
  /** Of the person. */
  side: TeamKind;
  needs: readonly string[];
  minimum: number;
}

export const cardModal = ({ cycleId, side, needs, minimum }: CardForm): ModalView => ({
  type: 'modal',
  callback_id: CARD_FORM,
  private_metadata: writeRef({ cycleId }),
  title: plain('Report card'),
  submit: plain('Send'),
  close: plain('Cancel'),
  blocks: [
    rich([bold(`How well does ${otherName(side)} give you what ${side} needs?`)], [`A C or an F needs a sentence.`]),
    rich(promise(minimum)),
    ...needs.flatMap((need, place) => [markInput(need, place), whyInput(place)]),
    rich(anonymityLimits),
  ],
});

const promise = (minimum: number): Piece[] => [
  emoji('lock'),
  ' ',
  bold('Anonymous. '),
  `Both teams see totals and shuffled sentences on the same day, if at least ${minimum} people of your team have answered. With fewer, all answers are deleted unread. Your name is not stored with your answer. No one can see or change it, not even you.`,
];

const markInput = (need: string, place: number): InputBlock => ({
  ...input(
    markField(place),
    '…',
    selectField(
      meanings.map((words, mark) => option(String(mark), words)),
      null,
      'Choose a mark…',
    ),
  ),
  // Typed by a manager: no emoji or markup in it.
  label: literal(`${place + 1}. ${need}`, 2000),
});

const whyInput = (place: number): InputBlock =>
  optional(input(whyField(place), `Why? A sentence about ${place + 1}`, textField(LONGEST_SENTENCE)));

export const readCardRef = (view: ViewOutput) => readRef(view, ref).cycleId;

/** Once the needs of the round are known: a mark and words for each. */
export function readCard(view: ViewOutput, needs: readonly string[]): FormResult<Answers> {
  const mark = z.coerce
    .number({ error: 'Choose a mark.' })
    .int('Choose a mark.')
    .min(0, 'Choose a mark.')
    .max(marks.length - 1, 'Choose a mark.');
  const shape = Object.fromEntries(
    needs.flatMap((_, place) => [
      [markField(place), mark],
      [whyField(place), optionalTyped(LONGEST_SENTENCE)],
    ]),
  );
  const form = readForm(view, z.object(shape));
  if (!form.ok) return form;
  const answers = needs.flatMap(
    (_, place): Answers => [
      form.value[markField(place)] as number,
      (form.value[whyField(place)] ?? null) as string | null,
    ],
  );
  const wordless = needs.flatMap((_, place) =>
    Number(answers[2 * place]) >= WANTS_WORDS && answers[2 * place + 1] === null ? [place] : [],
  );
  if (wordless.length === 0) return { ok: true, value: answers };
  return {
    ok: false,
    errors: Object.fromEntries(
      wordless.map((place) => [whyField(place), 'A C or an F needs a sentence: what would make it better?']),
    ),
  };
}

/** Replaces the form after an answer, this one or an earlier one. */
export const answeredModal = (): ModalView => ({
  type: 'modal',
  title: plain('Thank you'),
  close: plain('Close'),
  blocks: [
    rich(
      ['Your report card was sent. Only your first one counts. No one can see or change it, not even you.'],
      ['Both teams get both cards on the working day after it closes.'],
    ),
  ],
});
