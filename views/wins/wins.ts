/** `/baton wins`: the way to everything about wins. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { actions, type Blocks, button, input, plain, section } from '../kit/blocks.ts';
import { CELEBRATION } from './celebration-draft.ts';
import { WIN_RECORD } from './record.ts';
import { WIN_RULES } from './rules.ts';

/** The button that opens the page. */
export const OPEN_WINS = 'open_wins';
export const RECORD_OF = 'win_record_of';
export const RECORD_FORM = 'win_record_form';

export interface WinsPage {
  readerId: string;
  isManager: boolean;
  /** A quarter waits for its celebration. */
  hasDraft: boolean;
}

export const winsModal = ({ readerId, isManager, hasDraft }: WinsPage): ModalView => ({
  type: 'modal',
  title: plain('Wins'),
  close: plain('Close'),
  blocks: [
    section(
      'Each won deal is posted with everyone who had a part in it: the hand-off, content that was used, contacts, ride-alongs and the closing.',
    ),
    actions(
      'win_records',
      button(WIN_RECORD, 'My assist record', readerId),
      button(WIN_RULES, 'Rules of credit', 'wins'),
      ...(hasDraft ? [button(CELEBRATION, 'Celebration', 'wins')] : []),
      ...(isManager ? [button(RECORD_OF, 'A person of my team…', 'wins')] : []),
    ),
  ] satisfies Blocks,
});

/** A manager chooses a person of a team that they manage. */
export const recordForm = (): ModalView => ({
  type: 'modal',
  callback_id: RECORD_FORM,
  private_metadata: writeRef({}),
  title: plain('Assist record'),
  submit: plain('Show'),
  close: plain('Cancel'),
  blocks: [input('person', 'Person', { type: 'users_select', placeholder: plain('In a team that you manage') })],
});

const fields = z.object({ person: z.string('Choose a person.') });

export const readRecordForm = (view: ViewOutput) => ({ ...readRef(view, z.object({})), form: readForm(view, fields) });
