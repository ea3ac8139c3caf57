/** `/baton export`: what to export, and how. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { type DatasetName, datasetNames, datasets } from '../../src/exports/list.ts';
import { type Format, formats } from '../../src/exports/write.ts';
import { oneOf, readForm } from '../../src/platform/slack/form.ts';
import { context, input, option, optional, plain, selectField } from '../kit/blocks.ts';

export const EXPORT_FORM = 'export_form';

const formatWords: Record<Format, string> = { csv: 'CSV', xlsx: 'Excel', jsonl: 'JSON lines' };

/** With the kinds of data that the person may export. */
export const exportModal = (names: readonly DatasetName[]): ModalView => ({
  type: 'modal',
  callback_id: EXPORT_FORM,
  title: plain('Export'),
  submit: plain('Send me the file'),
  close: plain('Cancel'),
  blocks: [
    input(
      'what',
      'Data',
      selectField(
        names.map((name) => option(name, datasets[name].title)),
        names[0],
      ),
    ),
    input(
      'format',
      'Format',
      selectField(
        formats.map((format) => option(format, formatWords[format])),
        'csv',
      ),
    ),
    optional(
      input('since', 'Since', { type: 'datepicker' }, 'Only rows that were created or changed since. Empty for all.'),
    ),
    context('You get what you may see: leads of your teams, and results of your own surveys.'),
  ],
});

const fields = z.object({
  what: oneOf(datasetNames as [DatasetName, ...DatasetName[]]),
  format: oneOf(formats),
  since: z.iso
    .date('Choose a day.')
    .nullish()
    .transform((day) => day ?? null),
});

export const readExport = (view: ViewOutput) => ({ form: readForm(view, fields) });
