import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { readForm, typed } from '../../src/platform/slack/form.ts';
import { input, plain, textField } from '../kit/blocks.ts';

export const SEARCH_FORM = 'search_form';
/** As many as `/leads` takes. */
const WORDS = 200;

export const searchModal = (): ModalView => ({
  type: 'modal',
  callback_id: SEARCH_FORM,
  title: plain('Search leads'),
  submit: plain('Search'),
  close: plain('Cancel'),
  blocks: [
    input(
      'words',
      'Name, company or email',
      textField(WORDS, null, { placeholder: 'acme' }),
      'The start of a word is enough.',
    ),
  ],
});

const fields = z.object({ words: typed(WORDS, 'Enter a search term.') });

export const readSearch = (view: ViewOutput) => readForm(view, fields);
