/** *Celebrate this*: a message is kept for the next celebration, with a sentence of the person. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Moment } from '../../src/wins/celebration/table.ts';
import {
  actions,
  button,
  context,
  cut,
  input,
  option,
  optional,
  person,
  plain,
  rich,
  section,
  textField,
} from '../kit/blocks.ts';

export const CELEBRATE = 'celebrate_message';
export const MOMENT_FORM = 'moment_form';
export const MOMENT_REMOVE = 'moment_remove';

const quoteOption = option('yes', 'Quote the message too');

export interface NewMoment {
  draftId: string;
  /** The text of the message; empty if it has none. */
  quote: string;
  /** Not every reader of the celebration can read it. */
  isPrivate: boolean;
}

export const momentForm = ({ draftId, quote, isPrivate }: NewMoment): ModalView => ({
  type: 'modal',
  callback_id: MOMENT_FORM,
  private_metadata: writeRef({ draftId }),
  title: plain('Celebrate this'),
  submit: plain('Keep it'),
  close: plain('Cancel'),
  blocks: [
    ...(quote === '' ? [] : [rich({ quote: [cut(quote, 500)] })]),
    ...(isPrivate
      ? [
          section(
            ':lock: *This message is not in a public channel.* The celebration is read by both teams. Your sentence and a link are shown; the message itself only if you quote it.',
          ),
        ]
      : []),
    input('words', 'Why is it worth celebrating?', textField(200, null, { placeholder: 'One sentence' })),
    ...(quote === ''
      ? []
      : [
          optional(
            input('quote', 'The message', {
              type: 'checkboxes',
              options: [quoteOption],
              ...(!isPrivate && { initial_options: [quoteOption] }),
            }),
          ),
        ]),
    context('It waits for the celebration of the quarter. A manager chooses what is posted.'),
  ],
});

const fields = z.object({
  words: typed(200, 'Write one sentence.'),
  quote: z
    .array(z.string())
    .optional()
    .transform((chosen) => (chosen?.length ?? 0) > 0),
});

export const readMoment = (view: ViewOutput) => ({
  ...readRef(view, z.object({ draftId: z.string() })),
  form: readForm(view, fields),
});

/** The same message twice is one moment. */
export const keptMoment = ({ id, by, words }: Moment, isOwn: boolean): ModalView => ({
  type: 'modal',
  title: plain('Celebrate this'),
  close: plain('Close'),
  blocks: [
    rich([...(isOwn ? ['You keep'] : [person(by), ' keeps']), ' this message for the next celebration:'], {
      quote: [words],
    }),
    ...(isOwn ? [actions('moment', button(MOMENT_REMOVE, 'Remove it', String(id), { style: 'danger' }))] : []),
  ],
});

export const momentSaid = (sentence: string): ModalView => ({
  type: 'modal',
  title: plain('Celebrate this'),
  close: plain('Close'),
  blocks: [section(sentence)],
});
