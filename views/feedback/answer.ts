import type { ViewOutput } from '@slack/bolt';
import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { RoundShown } from '../../src/feedback/shown.ts';
import { type Answers, LONGEST_ANSWER, type Question } from '../../src/feedback/types.ts';
import { optionalTyped, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import {
  date,
  input,
  literal,
  option,
  optional,
  type Piece,
  person,
  plain,
  rich,
  textField,
  typedOption,
} from '../kit/blocks.ts';
import { aboutLines, anonymityLimits, anonymityPromise } from './words.ts';

/** Opens the form; the value is the survey's id. */
export const FEEDBACK_ANSWER = 'feedback_answer';
/** Gets the file of a survey; the value is the survey's id. */
export const FEEDBACK_DRAFT = 'feedback_draft';
export const FEEDBACK_ANSWER_FORM = 'feedback_answer_form';

const ref = z.object({ roundId: z.number() });
const fieldOf = (place: number) => `q${place}`;

/** All questions of a survey; `before` is the person's earlier answer to a named one. */
export const answerModal = (shown: RoundShown, before: Answers | undefined): ModalView => ({
  type: 'modal',
  callback_id: FEEDBACK_ANSWER_FORM,
  private_metadata: writeRef({ roundId: shown.round.id }),
  title: plain(before ? 'Change your feedback' : 'Your feedback'),
  submit: plain(before ? 'Save' : 'Send'),
  close: plain('Cancel'),
  blocks: [
    rich(...aboutLines(shown)),
    ...(shown.round.isAnonymous ? [rich(anonymityPromise(shown.round.askerId, shown.round.minimum))] : []),
    ...shown.questions.map((question, place) => questionInput(question, place, before?.[place] ?? null)),
    rich(shown.round.isAnonymous ? anonymityLimits : seenByName(shown)),
  ],
});

const seenByName = ({ round }: RoundShown): Piece[] => [
  person(round.askerId),
  ' sees your name with your answers and can share them in a channel. You can change yours until ',
  date(round.closesAt),
  '.',
];

function questionInput({ kind, text, choices }: Question, place: number, before: string | number | null): InputBlock {
  const id = fieldOf(place);
  // The asker's own text: no emoji or markup in it.
  const asked = (block: InputBlock): InputBlock => ({ ...block, label: literal(text, 2000) });
  if (kind === 'text') {
    const words = typeof before === 'string' ? before : null;
    return asked(optional(input(id, '…', textField(LONGEST_ANSWER, words, { multiline: true }))));
  }
  const offered = choices.map((choice, index) => {
    const meaning = meanings[kind]?.[choice];
    return meaning ? option(String(index), meaning) : typedOption(String(index), choice);
  });
  const chosen = typeof before === 'number' ? offered[before] : undefined;
  return asked(input(id, '…', { type: 'radio_buttons', options: offered, ...(chosen && { initial_option: chosen }) }));
}

const meanings: Partial<Record<Question['kind'], Record<string, string>>> = {
  five: { 1: '1  poor', 2: '2', 3: '3', 4: '4', 5: '5  great' },
  grades: { A: 'A  excellent', B: 'B  good', C: 'C  fair', F: 'F  unusable' },
};

/** The survey of a submission; the answers are read once its questions are known. */
export const readAnswerRef = (view: ViewOutput) => readRef(view, ref).roundId;

export function readAnswers(
  view: ViewOutput,
  questions: Question[],
): { ok: true; value: Answers } | { ok: false; errors: Record<string, string> } {
  const shape = Object.fromEntries(questions.map((question, place) => [fieldOf(place), fieldSchema(question)]));
  const form = readForm(view, z.object(shape));
  if (!form.ok) return form;
  const answers = questions.map((_, place) => (form.value[fieldOf(place)] ?? null) as number | string | null);
  if (answers.some((answer) => answer !== null)) return { ok: true, value: answers };
  return { ok: false, errors: { [fieldOf(0)]: 'Answer at least one question.' } };
}

const fieldSchema = ({ kind, choices }: Question) =>
  kind === 'text'
    ? optionalTyped(LONGEST_ANSWER)
    : z.coerce
        .number({ error: 'Choose one.' })
        .int('Choose one.')
        .min(0, 'Choose one.')
        .max(choices.length - 1, 'Choose one.');

/** Replaces the form after an anonymous answer, this one or an earlier one. */
export const answeredModal = (askerId: string): ModalView => ({
  type: 'modal',
  title: plain('Thank you'),
  close: plain('Close'),
  blocks: [
    rich(
      ['Your answer was sent. Only your first answer counts. No one can see or change it, not even you.'],
      [person(askerId), ' shares the next step with everyone asked.'],
    ),
  ],
});
