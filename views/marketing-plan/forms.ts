/** The forms of an entry, a question, an answer, and the weekly check. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { PlanEntry, PlanQuestion } from '../../src/marketing-plan/table.ts';
import {
  LONGEST_ANSWER,
  LONGEST_AUDIENCE,
  LONGEST_CAMPAIGN,
  LONGEST_QUESTION,
  LONGEST_TASK,
  LONGEST_TITLE,
  MOST_ITEMS,
} from '../../src/marketing-plan/types.ts';
import { optionalTyped, readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { button, context, input, optional, plain, rich, section, textField, typedOption } from '../kit/blocks.ts';
import { chosenItems, ITEM_CHOICE, itemsField } from '../kit/item-choice.ts';
import { rowActions } from '../kit/row.ts';
import { more } from '../kit/words.ts';
import { CAMPAIGN } from '../leads/handoff.ts';
import { entryLines } from './plan.ts';
import { planActions, planForms } from './words.ts';

export interface EntryStart {
  entry: PlanEntry | undefined;
  items: readonly { id: number; title: string; isStale: boolean }[];
  ownerId: string;
  /** The modal below. */
  look: string | null;
  /** ISO dates. */
  startsOn: string;
  endsOn: string;
}

export function entryForm({ entry, items, ownerId, look, startsOn, endsOn }: EntryStart): ModalView {
  const campaign = entry?.campaign;
  return {
    type: 'modal',
    callback_id: planForms.entry,
    private_metadata: writeRef({ id: entry?.id ?? null, version: entry?.version ?? null, look }),
    title: plain(entry ? 'Edit the entry' : 'Add to the plan'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      input('title', 'Name', textField(LONGEST_TITLE, entry?.title, { placeholder: 'Spring webinar' })),
      input(
        'audience',
        'For whom?',
        textField(LONGEST_AUDIENCE, entry?.audience, { placeholder: 'CFOs of hospitals' }),
      ),
      input('startsOn', 'First day', { type: 'datepicker', initial_date: startsOn }),
      input('endsOn', 'Last day', { type: 'datepicker', initial_date: endsOn }),
      optional(
        input(
          'salesTask',
          'Task for sales',
          textField(LONGEST_TASK, entry?.salesTask, {
            multiline: true,
            placeholder: 'Invite two customers each until Wednesday',
          }),
        ),
      ),
      optional(itemsField('Content', items, MOST_ITEMS)),
      optional(
        input(
          CAMPAIGN,
          'Campaign of its leads',
          {
            type: 'external_select',
            min_query_length: 0,
            placeholder: plain('As in the hand-off form'),
            ...(campaign && { initial_option: typedOption(campaign, campaign) }),
          },
          'Links the leads that are handed off with it.',
        ),
      ),
      input('owner', 'Owner', { type: 'users_select', initial_user: ownerId }, 'Answers questions of sales.'),
    ],
  };
}

const look = z.string().nullable();

const date = z.string({ error: 'Choose a day.' }).regex(/^\d{4}-\d{2}-\d{2}$/, 'Choose a day.');

export const readEntry = (view: ViewOutput) => ({
  ...readRef(view, z.object({ id: z.number().nullable(), version: z.number().nullable(), look })),
  form: readForm(
    view,
    z.object({
      title: typed(LONGEST_TITLE, 'Enter a name.'),
      audience: typed(LONGEST_AUDIENCE, 'Say for whom it is.'),
      startsOn: date,
      endsOn: date,
      salesTask: optionalTyped(LONGEST_TASK),
      [ITEM_CHOICE]: chosenItems(MOST_ITEMS),
      [CAMPAIGN]: optionalTyped(LONGEST_CAMPAIGN),
      owner: z.string({ error: 'Choose an owner.' }),
    }),
  ),
});

export const askForm = (entry: PlanEntry, below: string | null): ModalView => ({
  type: 'modal',
  callback_id: planForms.ask,
  private_metadata: writeRef({ entryId: entry.id, look: below }),
  title: plain('Ask about it'),
  submit: plain('Ask'),
  close: plain('Cancel'),
  blocks: [
    rich(...entryLines(entry)),
    input('words', 'What is unclear?', textField(LONGEST_QUESTION, null, { multiline: true })),
    context('The owner answers. Both teams read question and answer at the entry.'),
  ],
});

export const readAsk = (view: ViewOutput) => ({
  ...readRef(view, z.object({ entryId: z.number(), look })),
  form: readForm(view, z.object({ words: typed(LONGEST_QUESTION, 'Write your question.') })),
});

export const answerForm = (entry: PlanEntry, question: PlanQuestion, below: string | null): ModalView => ({
  type: 'modal',
  callback_id: planForms.answer,
  private_metadata: writeRef({ questionId: question.id, look: below }),
  title: plain('Answer'),
  submit: plain('Answer'),
  close: plain('Cancel'),
  blocks: [
    rich(...entryLines(entry)),
    rich({ quote: [question.words] }),
    input('answer', 'Your answer', textField(LONGEST_ANSWER, question.answer, { multiline: true })),
  ],
});

export const readAnswer = (view: ViewOutput) => ({
  ...readRef(view, z.object({ questionId: z.number(), look })),
  form: readForm(view, z.object({ answer: typed(LONGEST_ANSWER, 'Write your answer.') })),
});

const SHOWN = 10;

/** The weekly check of an owner: edits where something changed, and one press that the rest is right. */
export const checkForm = (cycleId: number, entries: readonly PlanEntry[]): ModalView => ({
  type: 'modal',
  callback_id: planForms.check,
  private_metadata: writeRef({ cycleId }),
  title: plain('My entries'),
  submit: plain('All up to date'),
  close: plain('Cancel'),
  blocks: [
    section('Sales reads this on Monday morning. Edit what changed, then say that all is up to date.'),
    ...entries
      .slice(0, SHOWN)
      .flatMap((entry) => [
        rich(...entryLines(entry)),
        rowActions(`plan:${entry.id}`, [
          button(planActions.edit, 'Edit…', String(entry.id)),
          button(planActions.open, 'Open', String(entry.id)),
        ]),
      ]),
    ...more(entries.length - SHOWN),
  ],
});

export const readCheck = (view: ViewOutput) => readRef(view, z.object({ cycleId: z.number() }));
