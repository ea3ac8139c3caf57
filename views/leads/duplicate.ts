import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { isInSales } from '../../src/leads/lifecycle.ts';
import type { Lead } from '../../src/leads/table.ts';
import { type KnownWay, knownWays } from '../../src/leads/types.ts';
import { oneOf, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { bold, date, dotted, input, option, type Piece, person, plain, rich, section } from '../kit/blocks.ts';
import { leadTitle, statusWords } from './words.ts';

export const DUPLICATE = 'known_lead';

const fields = z.object({ choice: oneOf(knownWays) });
const ref = z.object({ draftId: z.string() });

export interface KnownLead {
  lead: Lead;
  /** The form is kept under this id. */
  draftId: string;
  /** The usual first. */
  ways: KnownWay[];
  /** Where it may be another person, a separate lead is the default. */
  isSame: boolean;
}

/** Shown in place of the hand-off when the contact is already a lead. */
export function duplicateModal({ lead, draftId, ways, isSame }: KnownLead): ModalView {
  const choices = ways.map((way) => option(way, wayWords(way, lead)));
  const usual = isSame ? ways[0] : 'again';
  return {
    type: 'modal',
    callback_id: DUPLICATE,
    private_metadata: writeRef({ draftId }),
    title: plain('Already in Baton'),
    submit: plain('Continue'),
    close: plain('Cancel'),
    blocks: [
      section(
        `${isSame ? 'This contact' : 'Someone with this address or number'} ${isInSales(lead) ? 'is already a lead' : 'was a lead before'}:`,
      ),
      rich([bold(leadTitle(lead))], dotted(standing(lead))),
      input('choice', 'Action', {
        type: 'radio_buttons',
        options: choices,
        initial_option: choices.find(({ value }) => value === usual),
      }),
    ],
  };
}

function wayWords(way: KnownWay, lead: Lead): string {
  switch (way) {
    case 'append':
      return isInSales(lead) ? 'Add to the existing lead' : 'Only add to the earlier lead: no one is asked';
    case 'hand_back':
      return 'Resubmit the returned lead';
    case 'wake':
      return 'Bring the lead back from nurture now';
    case 'again':
      return isInSales(lead) ? 'Create a separate lead' : 'Create a new lead';
  }
}

function standing(lead: Lead): Piece[][] {
  return [
    [statusWords[lead.status]],
    ...(lead.ownerId ? [['owner ', person(lead.ownerId)]] : []),
    ['handed off by ', person(lead.handedOffBy), ' ', date(lead.handedOffAt, '{date_pretty}')],
  ];
}

export const readDuplicate = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, fields) });
