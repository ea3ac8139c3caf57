/** The forms of a line, a question and an answer. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { oneOf, optionalTyped, readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { RoleAnswer, RoleLine, RoleQuestion } from '../../src/roles/table.ts';
import { citingForms, LONGEST_LINE, LONGEST_NOTE, LONGEST_QUESTION, roleOwners } from '../../src/roles/types.ts';
import type { Team } from '../../src/teams/table.ts';
import {
  type Blocks,
  context,
  cut,
  input,
  optional,
  options,
  plain,
  rich,
  selectField,
  textField,
  typedOption,
} from '../kit/blocks.ts';
import { ownerNames, roleForms } from './words.ts';

const citedWords = { handoff: 'The hand-off form', request: 'The content request form' };

/** The fields of a line, which an answer has too. */
function lineFields({
  what,
  owner,
  personId,
}: {
  what: string | null;
  owner: string | null;
  personId: string | null;
}): Blocks {
  const owners = options(ownerNames);
  const chosen = owners.find(({ value }) => value === owner);
  return [
    input('owner', 'Who does it?', {
      type: 'radio_buttons',
      options: owners,
      ...(chosen && { initial_option: chosen }),
    }),
    input(
      'what',
      'As a line of the list',
      textField(LONGEST_LINE, what, { placeholder: 'Sends the quote after a demo' }),
    ),
    optional(
      input('person', 'One person of that side', {
        type: 'users_select',
        placeholder: plain('No one by name'),
        ...(personId !== null && { initial_user: personId }),
      }),
    ),
  ];
}

const fields = {
  owner: oneOf(roleOwners),
  what: typed(LONGEST_LINE, 'Write what is done.'),
  person: z
    .string()
    .optional()
    .transform((userId) => userId ?? null),
};

/** Without a line, the form of a new one. */
export const lineForm = (line: RoleLine | undefined): ModalView => ({
  type: 'modal',
  callback_id: roleForms.line,
  private_metadata: writeRef({ lineId: line?.id ?? null }),
  title: plain(line ? 'Propose a change' : 'Propose a line'),
  submit: plain('Propose'),
  close: plain('Cancel'),
  blocks: [
    ...lineFields({ what: line?.what ?? null, owner: line?.owner ?? null, personId: line?.personId ?? null }),
    optional(input('citedIn', 'Shown in', selectField(options(citedWords), line?.citedIn, 'Only in the list'))),
    context('A manager of the other side agrees or declines. Until then nothing changes.'),
  ],
});

export const readLine = (view: ViewOutput) => ({
  ...readRef(view, z.object({ lineId: z.number().nullable() })),
  form: readForm(
    view,
    z.object({
      ...fields,
      citedIn: oneOf(citingForms)
        .optional()
        .transform((form) => form ?? null),
    }),
  ),
});

export interface AskChoices {
  words: string;
  sales: Team[];
  marketing: Team[];
  /** The teams of the asker. */
  ownIds: number[];
}

export function askForm({ words, ...teams }: AskChoices): ModalView {
  return {
    type: 'modal',
    callback_id: roleForms.ask,
    private_metadata: writeRef({}),
    title: plain('Who does this?'),
    submit: plain('Ask both managers'),
    close: plain('Cancel'),
    blocks: [
      input(
        'words',
        'What is it about?',
        textField(LONGEST_QUESTION, cut(words, LONGEST_QUESTION), {
          multiline: true,
          placeholder: 'Who sends the quote after a demo?',
        }),
      ),
      ...teamField('sales', teams.sales, teams.ownIds),
      ...teamField('marketing', teams.marketing, teams.ownIds),
      context(
        'It goes to the managers of sales and marketing at once, with your name. You get their answer in a message.',
      ),
    ],
  };
}

/** Only where there is a choice. */
function teamField(kind: 'sales' | 'marketing', teams: Team[], ownIds: readonly number[]): Blocks {
  if (teams.length < 2) return [];
  const choices: PlainTextOption[] = teams.map((team) => typedOption(String(team.id), team.name));
  const own = teams.find(({ id }) => ownIds.includes(id)) ?? teams[0];
  return [input(kind, kind === 'sales' ? 'Sales team' : 'Marketing team', selectField(choices, String(own?.id)))];
}

const teamId = z.coerce
  .number()
  .int()
  .optional()
  .transform((id) => id ?? null);

export const readAsk = (view: ViewOutput) => ({
  ...readRef(view, z.object({})),
  form: readForm(
    view,
    z.object({ words: typed(LONGEST_QUESTION, 'Say what it is about.'), sales: teamId, marketing: teamId }),
  ),
});

/** `last` is the answer that the manager changes, or from which they differ. */
export const answerForm = (question: RoleQuestion, last: RoleAnswer | undefined, isOtherView: boolean): ModalView => ({
  type: 'modal',
  callback_id: roleForms.answer,
  private_metadata: writeRef({ questionId: question.id }),
  title: plain(isOtherView ? 'Answer differently' : 'Answer'),
  submit: plain('Answer'),
  close: plain('Cancel'),
  blocks: [
    rich({ quote: [question.words] }),
    ...lineFields({ what: last?.what ?? null, owner: last?.owner ?? null, personId: last?.personId ?? null }),
    optional(input('note', isOtherView ? 'Why?' : 'A note', textField(LONGEST_NOTE, null, { multiline: true }))),
    context('With the agreement of the other manager it is settled, and the asker hears of it.'),
  ],
});

export const readAnswer = (view: ViewOutput) => ({
  ...readRef(view, z.object({ questionId: z.number() })),
  form: readForm(view, z.object({ ...fields, note: optionalTyped(LONGEST_NOTE) })),
});
