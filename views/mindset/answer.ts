import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { LONGEST_ADVANTAGE } from '../../src/mindset/types.ts';
import { foldLetters } from '../../src/platform/fold.ts';
import { type FormResult, optionalTyped, readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { bold, emoji, input, optional, type Piece, plain, rich, textField } from '../kit/blocks.ts';

export const MINDSET_ANSWER_FORM = 'mindset_answer_form';

const ref = z.object({ cycleId: z.number() });

export const mindsetForm = ({ cycleId, minimum }: { cycleId: number; minimum: number }): ModalView => ({
  type: 'modal',
  callback_id: MINDSET_ANSWER_FORM,
  private_metadata: writeRef({ cycleId }),
  title: plain('Three advantages'),
  submit: plain('Send'),
  close: plain('Cancel'),
  blocks: [
    rich(
      [bold('Which three advantages should customers know us for?')],
      ['Answer alone: what counts is how far both teams agree. A few words each, in any language.'],
    ),
    rich(promise(minimum)),
    input('first', 'First', textField(LONGEST_ADVANTAGE)),
    optional(input('second', 'Second', textField(LONGEST_ADVANTAGE))),
    optional(input('third', 'Third', textField(LONGEST_ADVANTAGE))),
    rich(limits),
  ],
});

const promise = (minimum: number): Piece[] => [
  emoji('lock'),
  ' ',
  bold('Anonymous. '),
  `A facilitator sees all answers shuffled, without names and teams, and groups them. Everyone then sees how often each advantage was named. Each team’s figures are shown only if ${minimum} people or more of both answered. With ${minimum} answers or fewer in all, they are deleted unread.`,
];

const limits: Piece[] = [
  bold('Not protected: '),
  'Slack delivers your answer and knows who sent it. The people who run Baton’s server could read answers until this closes. Your wording can give you away.',
];

const fields = z.object({
  first: typed(LONGEST_ADVANTAGE),
  second: optionalTyped(LONGEST_ADVANTAGE),
  third: optionalTyped(LONGEST_ADVANTAGE),
});

/** Different advantages: one that is named twice would count twice. */
export function readMindset(view: ViewOutput): { cycleId: number; form: FormResult<string[]> } {
  const form = readForm(view, fields);
  const read = readRef(view, ref);
  if (!form.ok) return { ...read, form };
  const { first, second, third } = form.value;
  if (isSame(second, first)) return { ...read, form: { ok: false, errors: { second: SAME } } };
  if (isSame(third, first) || isSame(third, second)) return { ...read, form: { ok: false, errors: { third: SAME } } };
  return { ...read, form: { ok: true, value: [first, second, third].filter((one) => one !== null) } };
}

const SAME = 'You named this one above. Name another one, or leave this empty.';

const isSame = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && foldLetters(one) === foldLetters(other);

/** Replaces the form after an answer, this one or an earlier one. */
export const mindsetAnswered: ModalView = {
  type: 'modal',
  title: plain('Thank you'),
  close: plain('Close'),
  blocks: [
    rich(
      ['Your answer was sent. Only your first answer counts. No one can see or change it, not even you.'],
      ['The result is posted once the answers are grouped.'],
    ),
  ],
};
