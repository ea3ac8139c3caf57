import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { readForm } from '../../src/platform/slack/form.ts';
import { keyOf, partKey } from '../../src/scoreboard/carry.ts';
import type { BoardChoice } from '../../src/scoreboard/read.ts';
import { cut, input, option, optional, plain, selectField, typedOption } from '../kit/blocks.ts';

export const FILTER_FORM = 'scoreboard_filter_form';
/** Slack’s limit for options. */
const MOST_OPTIONS = 99;

export interface FilterStart {
  choice: BoardChoice;
  /** Carried to the submission. */
  carry: string;
  first: string;
  last: string;
  teams: { id: number; name: string }[];
  sources: string[];
  campaigns: string[];
}

const withoutOne = option('none', 'Without one');
const named = (names: string[]) => [
  withoutOne,
  ...names.slice(0, MOST_OPTIONS).map((name) => typedOption(keyOf(name), name)),
];

export function filterModal({ choice, carry, first, last, teams, sources, campaigns }: FilterStart): ModalView {
  const chosen = (name: string | undefined) => (name === undefined ? null : partKey(name));
  return {
    type: 'modal',
    callback_id: FILTER_FORM,
    private_metadata: carry,
    title: plain('Filter'),
    submit: plain('Show'),
    close: plain('Back'),
    blocks: [
      input('first', 'From', { type: 'datepicker', initial_date: first }),
      input('last', 'To', { type: 'datepicker', initial_date: last }, 'This day is included.'),
      ...(teams.length > 0
        ? [
            optional(
              input(
                'team',
                'Sales team',
                selectField(
                  teams.slice(0, MOST_OPTIONS).map(({ id, name }) => typedOption(String(id), cut(name, 75))),
                  choice.teamId === undefined ? null : String(choice.teamId),
                  'All sales teams',
                ),
              ),
            ),
          ]
        : []),
      optional(input('source', 'Source', selectField(named(sources), chosen(choice.source), 'All sources'))),
      optional(input('campaign', 'Campaign', selectField(named(campaigns), chosen(choice.campaign), 'All campaigns'))),
      optional(
        input(
          'person',
          'Only the leads of',
          { type: 'users_select', ...(choice.person && { initial_user: choice.person.id }) },
          'You, or a person in a team that you manage. No one else can see their figures.',
        ),
      ),
    ],
  };
}

const day = z.iso.date('Choose a day.');
const filterFields = z
  .object({
    first: day,
    last: day,
    team: z.coerce.number().optional(),
    source: z.string().optional(),
    campaign: z.string().optional(),
    person: z.string().optional(),
  })
  .refine(({ first, last }) => first <= last, { path: ['last'], message: 'The last day is before the first.' });

export const readFilter = (view: ViewOutput) => ({ carry: view.private_metadata, form: readForm(view, filterFields) });
