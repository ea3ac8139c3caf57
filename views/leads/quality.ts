/** Ratings of a lead: the question, the form to change the answer, and its words. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Lead } from '../../src/leads/table.ts';
import { type Rating, ratingMoments, ratings } from '../../src/leads/types.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { oneOf, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import {
  actions,
  bold,
  button,
  emoji,
  input,
  optional,
  options,
  type Piece,
  plain,
  rich,
  textField,
} from '../kit/blocks.ts';
import { keysOf, WORDS, words } from './form.ts';
import { escapedTitle, leadTitle, ratingEmoji } from './words.ts';

/** One press each; the value is the lead's id. */
export const rateActions: Record<Rating, string> = {
  good: 'rate_good',
  so_so: 'rate_so_so',
  poor: 'rate_poor',
};
/** Opens the form. */
export const RATE = 'rate_lead';
export const RATE_FORM = 'rate_lead_form';

const ratingOptions = options(ratings);

const radio = (initial?: Rating | null) => {
  const chosen = ratingOptions.find(({ value }) => value === initial);
  return { type: 'radio_buttons' as const, options: ratingOptions, ...(chosen && { initial_option: chosen }) };
};

/** For the forms of a contact and a decline; optional. */
export const ratingField = optional(input('rating', 'How good is this lead?', radio()));

/** For a form without a note for marketing. */
export const ratingWordsField = optional(
  input('ratingWords', 'Why? (shared with marketing)', textField(WORDS, null, { multiline: true })),
);

export const ratingValue = () =>
  oneOf(keysOf(ratings))
    .optional()
    .transform((rating) => rating ?? null);

/** Asks for a rating after the first contact; afterwards shows the answer. */
export function qualityQuestion(
  lead: Lead,
  said: { rating: Rating; words: string | null } | null = null,
): SlackMessage {
  const id = String(lead.id);
  const press = (rating: Rating) => {
    const look = {
      label: `${ratings[rating]}: ${lead.name}`,
      ...(said?.rating === rating && { style: 'primary' as const }),
    };
    return button(rateActions[rating], `:${ratingEmoji[rating]}: ${ratings[rating]}`, id, look);
  };
  const line: Piece[] = said
    ? [bold(leadTitle(lead)), ': you rated it ', bold(ratings[said.rating]), '. Marketing sees it on Monday.']
    : ['How good is ', bold(leadTitle(lead)), '? Your rating is shared with marketing.'];
  return {
    text: said ? `Rated: ${escapedTitle(lead)}` : `How good is ${escapedTitle(lead)}?`,
    blocks: [
      said?.words ? rich(line, { quote: [said.words] }) : rich(line),
      actions(
        `rate:${id}`,
        ...(['good', 'so_so', 'poor'] as const).map(press),
        ...(said ? [button(RATE, said.words ? 'Edit reason…' : 'Add reason…', id)] : []),
      ),
    ],
  };
}

const ref = z.object({ leadId: z.number(), moment: z.enum(ratingMoments) });

/** A given rating, to change it. */
export const rateModal = (
  lead: Lead,
  moment: z.infer<typeof ref>['moment'],
  said: { rating: Rating; words: string | null } | undefined,
): ModalView => ({
  type: 'modal',
  callback_id: RATE_FORM,
  private_metadata: writeRef({ leadId: lead.id, moment }),
  title: plain('Rate lead'),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: [
    rich([bold(leadTitle(lead))]),
    input('rating', 'How good is this lead?', radio(said?.rating)),
    optional(
      input(
        'words',
        'Reason',
        textField(WORDS, said?.words, { multiline: true }),
        'Shared with marketing, with your name.',
      ),
    ),
  ],
});

export const readRate = (view: ViewOutput) => ({
  ...readRef(view, ref),
  form: readForm(view, z.object({ rating: oneOf(keysOf(ratings)), words: words() })),
});

export const rated = (rating: Rating): Piece[] => [
  emoji(ratingEmoji[rating]),
  ' ',
  bold(ratings[rating].toLowerCase()),
];
