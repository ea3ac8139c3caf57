import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Lead } from '../../src/leads/table.ts';
import { oneOf, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { bold, date, dotted, input, option, type Piece, person, plain, rich, section } from '../kit/blocks.ts';
import { leadTitle, statusWords } from './words.ts';

export const KNOWN_LEAD = 'known_lead';

const choices = [
  option('append', 'Add what is new to this lead'),
  option('again', 'Hand off again, as a lead of its own'),
];

const fields = z.object({ choice: oneOf(['append', 'again']) });
const ref = z.object({ draftId: z.string() });

/** Shown in place of the hand-off when the person is known already; the kept form waits under `draftId`. */
export const knownLeadModal = (lead: Lead, draftId: string): ModalView => ({
  type: 'modal',
  callback_id: KNOWN_LEAD,
  private_metadata: writeRef({ draftId }),
  title: plain('Known already'),
  submit: plain('Continue'),
  close: plain('Cancel'),
  blocks: [
    section('This person is a lead already:'),
    rich([bold(leadTitle(lead))], dotted(standing(lead))),
    input('choice', 'What should happen?', { type: 'radio_buttons', options: choices, initial_option: choices[0] }),
  ],
});

function standing(lead: Lead): Piece[][] {
  return [
    [statusWords[lead.status]],
    ...(lead.ownerId ? [['with ', person(lead.ownerId)]] : []),
    ['handed off by ', person(lead.handedOffBy), ' ', date(lead.handedOffAt, '{date_short_pretty}')],
  ];
}

export const readKnownLead = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, fields) });
