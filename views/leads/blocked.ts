/** Leads of blocked domains, which can be taken in after all. */
import type { ModalView } from '@slack/types';
import type { BlockedLead } from '../../src/leads/blocked.ts';
import { bold, button, context, cut, date, dotted, plain, rich, section } from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { rowActions } from '../kit/row.ts';
import { leadActions } from './actions.ts';
import { contact } from './card.ts';
import { leadTitle } from './words.ts';

export const BLOCKED_PAGE = 'lead_blocked_page';
export const BLOCKED_SIZE = 10;
export const TAKE_IN = 'lead_take_in';

interface BlockedList {
  leads: readonly BlockedLead[];
  total: number;
  page: number;
}

const NEED = 200;

export const blockedModal = ({ leads, total, page }: BlockedList): ModalView => ({
  type: 'modal',
  title: plain('Blocked leads'),
  close: plain('Close'),
  blocks: [
    ...(total === 0
      ? [section('No lead was blocked.')]
      : [
          context(
            'A form, a program or an import brought them, from a domain that a setting blocks. No one was asked, and they count nowhere.',
          ),
        ]),
    ...leads.flatMap(({ lead, domain, at }) => [
      rich([bold(leadTitle(lead))], dotted([['blocked ', date(at, '{date}'), ` for ${domain}`], ...contact(lead)]), [
        cut(lead.need.replace(/\s+/g, ' '), NEED),
      ]),
      rowActions(`blocked:${lead.id}`, [
        button(TAKE_IN, 'Take in', String(lead.id), { label: `Take in: ${lead.name}` }),
        button(leadActions.history, 'History', String(lead.id), { label: `History: ${lead.name}` }),
      ]),
    ]),
    ...pageButtons(BLOCKED_PAGE, { page, size: BLOCKED_SIZE, total, carry: '' }),
  ],
});
