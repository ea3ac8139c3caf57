/** The draft of a celebration, which managers of both sides see, edit, post or skip. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { optionalTyped, readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Draft } from '../../src/wins/celebration/draft.ts';
import type { Moment } from '../../src/wins/celebration/table.ts';
import type { Win } from '../../src/wins/read.ts';
import {
  actions,
  button,
  channel,
  context,
  divider,
  input,
  optional,
  plain,
  rich,
  section,
  textField,
  typedOption,
} from '../kit/blocks.ts';
import { people } from '../kit/words.ts';
import { leadTitle, money } from '../leads/words.ts';
import { celebrationBlocks, quarterName } from './celebration.ts';

export const CELEBRATION = 'celebration';
export const CELEBRATION_EDIT = 'celebration_edit';
export const CELEBRATION_POST = 'celebration_post';
export const CELEBRATION_SKIP = 'celebration_skip';
export const CELEBRATION_FORM = 'celebration_form';

/** In the values of the buttons: the draft that the manager saw. */
const draftCarry = ({ quarter, version }: Pick<Draft, 'quarter' | 'version'>): string => `${quarter.key} ${version}`;

export function readDraftCarry(value: string): { key: string; version: number } {
  const [key = '', version = ''] = value.split(' ');
  return { key, version: Number(version) || 0 };
}

/** Nothing is posted by itself. */
export function draftModal(draft: Draft, channels: readonly string[]): ModalView {
  const carry = draftCarry(draft);
  const to = channels.flatMap((id, index) => [...(index === 0 ? [] : [' and ']), channel(id)]);
  return {
    type: 'modal',
    title: plain('Celebration'),
    close: plain('Close'),
    blocks: [
      rich(['Draft for ', quarterName(draft.quarter.key), '. Nothing is posted by itself. It goes to ', ...to, '.']),
      ...(draft.editedBy === undefined ? [] : [rich(['Last edited by ', ...people([draft.editedBy])])]),
      actions(
        'celebration',
        button(CELEBRATION_EDIT, 'Edit…', carry),
        button(CELEBRATION_POST, 'Post', carry, {
          style: 'primary',
          confirm: { title: 'Post the celebration?', text: 'Both teams read it at once.', yes: 'Post' },
        }),
        button(CELEBRATION_SKIP, 'Skip this quarter', carry, {
          confirm: { title: 'Skip this quarter?', text: 'Nothing is posted for it.', yes: 'Skip' },
        }),
      ),
      divider,
      ...celebrationBlocks(draft),
    ],
  };
}

export const celebrationDone = (sentence: string): ModalView => ({
  type: 'modal',
  title: plain('Celebration'),
  close: plain('Close'),
  blocks: [section(sentence)],
});

interface Choices {
  /** All of the quarter that may be chosen. */
  wins: Win[];
  moments: Moment[];
}

/** Slack's limit for a field of several choices is far higher; a post has few. */
const MOST_CHOSEN = 10;

export function celebrationForm(draft: Draft, { wins, moments }: Choices): ModalView {
  const winOptions = wins.map(({ lead }) =>
    typedOption(
      String(lead.id),
      lead.amount === null ? leadTitle(lead) : `${money(lead.amount, lead.currency)}, ${leadTitle(lead)}`,
    ),
  );
  const momentOptions = moments.map(({ id, words }) => typedOption(String(id), words));
  const several = (options: typeof winOptions, chosen: readonly number[], placeholder: string) => {
    const initial = options.filter(({ value }) => chosen.includes(Number(value)));
    return {
      type: 'multi_static_select' as const,
      placeholder: plain(placeholder),
      options,
      max_selected_items: MOST_CHOSEN,
      ...(initial.length > 0 && { initial_options: initial.slice(0, MOST_CHOSEN) }),
    };
  };
  const { opening, learned, leadIds, momentIds } = draft.content;
  return {
    type: 'modal',
    callback_id: CELEBRATION_FORM,
    private_metadata: writeRef({ key: draft.quarter.key, version: draft.version }),
    title: plain('Edit the celebration'),
    submit: plain('Save draft'),
    close: plain('Cancel'),
    blocks: [
      input('opening', 'Opening', textField(1000, opening, { multiline: true })),
      ...(winOptions.length > 0 ? [optional(input('wins', 'Wins', several(winOptions, leadIds, 'Choose wins')))] : []),
      ...(momentOptions.length > 0
        ? [optional(input('moments', 'Moments', several(momentOptions, momentIds, 'Choose moments')))]
        : []),
      optional(
        input(
          'learned',
          'Failures, and what was learned',
          textField(1500, learned, { multiline: true }),
          'Name reasons, not people.',
        ),
      ),
      context('People who won together, and everyone with a part in a win, are listed by Baton.'),
    ],
  };
}

const ids = z
  .array(z.string())
  .optional()
  .transform((chosen) => (chosen ?? []).map(Number));

const fields = z.object({ opening: typed(1000), wins: ids, moments: ids, learned: optionalTyped(1500) });

export const readCelebrationForm = (view: ViewOutput) => ({
  ...readRef(view, z.object({ key: z.string(), version: z.number() })),
  form: readForm(view, fields),
});
