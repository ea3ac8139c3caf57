/** What somebody says of themselves: when they are away, and how much they want to hear. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { readForm } from '../../src/platform/slack/form.ts';
import type { Preferences } from '../../src/preferences/queries.ts';
import {
  actions,
  type Blocks,
  button,
  date,
  emoji,
  heading,
  input,
  optional,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { chosenWords, PREFERENCES } from '../settings/preferences.ts';
import { homeActions } from './home.ts';

export interface Self {
  /** Until when they are out of office; null is without an end, undefined is not at all. */
  awayUntil: Date | null | undefined;
  preferences: Preferences;
  /** Whether leads come to them at all. */
  isSeller: boolean;
}

export function selfBlocks({ awayUntil, preferences, isSeller }: Self): Blocks {
  const { morning, reminders } = chosenWords(preferences);
  const isAway = awayUntil !== undefined;
  const away = isAway
    ? [
        emoji('palm_tree'),
        ' You are out of office',
        ...(awayUntil ? [' until ', date(awayUntil)] : []),
        ': no lead comes to you.',
      ]
    : [emoji('wave'), ' You are here, and leads may come to you.'];
  return [
    heading('You'),
    rich(
      ...(isSeller ? [away] : []),
      [emoji('sunrise'), ` The list of the morning: ${lower(morning)}`],
      [emoji('alarm_clock'), ` Reminders: ${lower(reminders)}`],
    ),
    actions(
      'home_self',
      ...(isSeller
        ? [
            isAway
              ? button(homeActions.back, 'I am back', 'home', { style: 'primary' })
              : button(homeActions.away, 'Out of office…', 'home'),
          ]
        : []),
      button(PREFERENCES, 'What you hear…', 'home'),
    ),
  ];
}

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

export const AWAY_FORM = 'away_form';

/** From now on, until a day. */
export const awayModal = (): ModalView => ({
  type: 'modal',
  callback_id: AWAY_FORM,
  title: plain('Out of office'),
  submit: plain('I am away'),
  close: plain('Cancel'),
  blocks: [
    section('From now on no lead comes to you. Those that wait for you go to your team; what you work on stays yours.'),
    optional(
      input(
        'until',
        'When are you back?',
        { type: 'datepicker', placeholder: plain('I will say so') },
        'You get leads again from 9:00 of that day. Leave it empty to say yourself when you are back.',
      ),
    ),
  ],
});

const fields = z.object({
  until: z.iso
    .date('Please choose a day.')
    .optional()
    .transform((day) => day ?? null),
});

export const readAwayForm = (view: ViewOutput) => readForm(view, fields);

/** What became of it. */
export const awaySaid = (sentence: string): ModalView => ({
  type: 'modal',
  title: plain('Out of office'),
  close: plain('Close'),
  blocks: [section(sentence)],
});
