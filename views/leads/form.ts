/** The frame of the small forms about one lead. */
import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView, RadioButtons } from '@slack/types';
import { z } from 'zod';
import type { Lead } from '../../src/leads/table.ts';
import type { SnoozeSpan } from '../../src/leads/types.ts';
import { optionalTyped, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { bold, input, optional, options, plain, rich, textField } from '../kit/blocks.ts';
import { leadTitle } from './words.ts';

export const WORDS = 1000;
/** `list` names the list below the form, which is redrawn after the submission. */
const ref = z.object({ leadId: z.number(), list: z.string().nullable() });

export const keysOf = <T extends Record<string, string>>(words: T) => Object.keys(words) as [keyof T & string];
export const words = () => optionalTyped(WORDS);
export const wordsField = (label: string) =>
  optional(input('words', label, textField(WORDS, null, { multiline: true })));

interface FormLook {
  callbackId: string;
  title: string;
  submit: string;
  lead: Lead;
  list: string | null;
  blocks: KnownBlock[];
}

export const leadForm = ({ callbackId, title, submit, lead, list, blocks }: FormLook): ModalView => ({
  type: 'modal',
  callback_id: callbackId,
  private_metadata: writeRef({ leadId: lead.id, list }),
  title: plain(title),
  submit: plain(submit),
  close: plain('Cancel'),
  blocks: [rich([bold(leadTitle(lead))]), ...blocks],
});

export function reader<S extends z.ZodObject>(fields: S) {
  return (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, fields) });
}

/** `shortMinutes` is the length of the shortest snooze. */
export function snoozeField(shortMinutes: number): RadioButtons {
  const spans = options({
    short: shortMinutes === 60 ? '1 hour' : `${shortMinutes} minutes`,
    tomorrow: 'Until next working morning',
    monday: 'Until Monday morning',
  } satisfies Record<SnoozeSpan, string>);
  return { type: 'radio_buttons', options: spans, initial_option: spans[1] };
}
