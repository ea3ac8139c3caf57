import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Lead } from '../../src/leads/table.ts';
import { oneOf, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { bold, date, dotted, input, option, type Piece, person, plain, rich, section } from '../kit/blocks.ts';
import { leadTitle, statusWords } from './words.ts';

export const DUPLICATE = 'known_lead';

const choices = [option('append', 'Add to the existing lead'), option('again', 'Create a separate lead')];

const fields = z.object({ choice: oneOf(['append', 'again']) });
const ref = z.object({ draftId: z.string() });

/**
 * Shown in place of the hand-off when the contact is already a lead; the form is kept under `draftId`. Where it may be
 * another person, a separate lead is the default.
 */
export const duplicateModal = (lead: Lead, draftId: string, isSame = true): ModalView => ({
  type: 'modal',
  callback_id: DUPLICATE,
  private_metadata: writeRef({ draftId }),
  title: plain('Already in Baton'),
  submit: plain('Continue'),
  close: plain('Cancel'),
  blocks: [
    section(isSame ? 'This contact is already a lead:' : 'Someone with this address or number is already a lead:'),
    rich([bold(leadTitle(lead))], dotted(standing(lead))),
    input('choice', 'Action', { type: 'radio_buttons', options: choices, initial_option: choices[isSame ? 0 : 1] }),
  ],
});

function standing(lead: Lead): Piece[][] {
  return [
    [statusWords[lead.status]],
    ...(lead.ownerId ? [['owner ', person(lead.ownerId)]] : []),
    ['handed off by ', person(lead.handedOffBy), ' ', date(lead.handedOffAt, '{date_pretty}')],
  ];
}

export const readDuplicate = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, fields) });
