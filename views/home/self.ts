/** The reader's own part of the home: absence and notifications. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { readForm } from '../../src/platform/slack/form.ts';
import type { Preferences } from '../../src/preferences/queries.ts';
import {
  actions,
  type Blocks,
  button,
  dated,
  emoji,
  heading,
  input,
  optional,
  type Piece,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { chosenWords, PREFERENCES } from '../settings/preferences.ts';
import { homeActions } from './home.ts';

export interface Self {
  /** End of the absence; null without an end, undefined when not away. */
  awayUntil: Date | null | undefined;
  preferences: Preferences;
  isSeller: boolean;
  isMarketer: boolean;
}

/** The settings of the reader's roles. */
export function selfBlocks({ awayUntil, preferences, isSeller, isMarketer }: Self): Blocks {
  const { morning, reminders, quality } = chosenWords(preferences);
  const isAway = awayUntil !== undefined;
  const away = isAway
    ? [
        emoji('palm_tree'),
        ' You’re away',
        ...(awayUntil ? [' ', dated('until ', awayUntil)] : []),
        ' and get no leads.',
      ]
    : [emoji('wave'), ' Available for leads.'];
  const absence = isAway
    ? button(homeActions.back, 'Set available', 'home', { style: 'primary' })
    : button(homeActions.away, 'Set away…', 'home');
  const lines: Piece[][] = [
    ...(isSeller
      ? [
          away,
          [emoji('sunrise'), ` Daily summary: ${lower(morning)}`],
          [emoji('alarm_clock'), ` Reminders: ${lower(reminders)}`],
        ]
      : []),
    ...(isMarketer ? [[emoji('bar_chart'), ` Weekly ratings of your leads: ${lower(quality)}`]] : []),
  ];
  if (lines.length === 0) return [];
  return [
    heading('You'),
    rich(...lines),
    actions('home_self', ...(isSeller ? [absence] : []), button(PREFERENCES, 'Notifications…', 'home')),
  ];
}

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

export const AWAY_FORM = 'away_form';

/** From now on, until a day. */
export const awayModal = (): ModalView => ({
  type: 'modal',
  callback_id: AWAY_FORM,
  title: plain('Set away'),
  submit: plain('Set away'),
  close: plain('Cancel'),
  blocks: [
    section(
      'You get no leads from now on. You can hand over those that are due before you are back; the others stay yours.',
    ),
    optional(
      input(
        'until',
        'Back on',
        { type: 'datepicker', placeholder: plain('No end date') },
        'You get leads again from 9:00 that day. Leave empty to set yourself available later.',
      ),
    ),
  ],
});

const fields = z.object({
  until: z.iso
    .date('Choose a date.')
    .optional()
    .transform((day) => day ?? null),
});

export const readAwayForm = (view: ViewOutput) => readForm(view, fields);

/** The result. */
export const awaySaid = (blocks: Blocks): ModalView => ({
  type: 'modal',
  title: plain('Set away'),
  close: plain('Close'),
  blocks,
});
