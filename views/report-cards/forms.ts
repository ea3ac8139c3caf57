/** The forms of needs and of actions. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { sides } from '../../src/feedback/types.ts';
import { readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Need } from '../../src/report-cards/act.ts';
import { LONGEST_NEED, NEEDS } from '../../src/report-cards/types.ts';
import { LONGEST_WORDS } from '../../src/reviews/types.ts';
import type { TeamKind } from '../../src/teams/table.ts';
import { bold, context, input, plain, rich, textField } from '../kit/blocks.ts';
import { otherName } from './words.ts';

export const cardForms = { needs: 'report_card_needs_form', action: 'report_card_action_form' } as const;

const places = Array.from({ length: NEEDS }, (_, place) => place);
const field = (place: number) => `need${place}`;

export const needsForm = (side: TeamKind, needs: readonly string[]): ModalView => ({
  type: 'modal',
  callback_id: cardForms.needs,
  private_metadata: writeRef({ side }),
  title: plain(`Needs of ${side}`),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: [
    rich(
      [bold(`What does ${side} need from ${otherName(side)}?`)],
      [`Everyone in ${side} rates ${otherName(side)} on these.`],
    ),
    ...places.map((place) => input(field(place), `Need ${place + 1}`, textField(LONGEST_NEED, needs[place]))),
    context(
      'A need with other words begins a new curve. A card that is open keeps its needs. Earlier versions are in the audit log.',
    ),
  ],
});

const needFields = z.object(
  Object.fromEntries(places.map((place) => [field(place), typed(LONGEST_NEED, 'Write what you need.')])),
);

export function readNeeds(view: ViewOutput) {
  const ref = readRef(view, z.object({ side: z.enum(sides) }));
  const form = readForm(view, needFields);
  if (!form.ok) return { ...ref, form };
  const needs = places.map((place) => form.value[field(place)] ?? '');
  const again = needs.findIndex((need, place) => needs.findIndex((one) => same(one, need)) !== place);
  if (again >= 0)
    return { ...ref, form: { ok: false as const, errors: { [field(again)]: 'This need is there twice.' } } };
  return { ...ref, form: { ok: true as const, value: { needs } } };
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** `below`: it is opened on top of the page. */
export const actionForm = (
  need: Need,
  { words, dueOn, below }: { words: string; dueOn: string; below: boolean },
): ModalView => ({
  type: 'modal',
  callback_id: cardForms.action,
  private_metadata: writeRef({ ...need, below: below ? 1 : 0 }),
  title: plain('Answer with an action'),
  submit: plain('Add'),
  close: plain('Cancel'),
  blocks: [
    rich([bold(words)]),
    input(
      'what',
      'Action',
      textField(LONGEST_WORDS, null, { multiline: true, placeholder: 'Call each lead within a day for a month' }),
    ),
    input('owner', 'Owner', { type: 'users_select' }),
    input('due', 'Due', { type: 'datepicker', initial_date: dueOn }),
    context(
      'Both teams see it on the cards. It is in each monthly review until it is done or dropped. I remind the owner once.',
    ),
  ],
});

export const readActionForm = (view: ViewOutput) => ({
  ...readRef(view, z.object({ cycleId: z.number(), side: z.enum(sides), place: z.number(), below: z.number() })),
  form: readForm(
    view,
    z.object({
      what: typed(LONGEST_WORDS, 'Write what is to be done.'),
      owner: z.string({ error: 'Choose an owner.' }),
      due: z.iso.date('Choose a due date.'),
    }),
  ),
});
