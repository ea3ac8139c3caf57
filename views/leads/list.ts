import type { ModalView } from '@slack/types';
import type { RecordLink } from '../../src/crm/record-links.ts';
import type { WithCard } from '../../src/leads/card-place.ts';
import { isWithMarketing } from '../../src/leads/lifecycle.ts';
import { actsOn, type ListReader } from '../../src/leads/reads/sight.ts';
import type { VisibleLeads } from '../../src/leads/reads/visible.ts';
import type { Lead } from '../../src/leads/table.ts';
import { actions, type Blocks, button, context, plain, section } from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { leadRows } from './row.ts';

export const LIST_PAGE = 'lead_list_page';
export const LIST_PAGE_SIZE = 10;
const LEAD_LIST = 'lead_list';
/** Opens a list from a message; the button's value names the list. */
export const OPEN_LIST = 'open_list';
/** Opens bulk actions; the button's value names the list. */
export const BULK = 'several';

export interface LeadList {
  name: VisibleLeads['name'];
  leads: WithCard<Lead>[];
  page: number;
  total: number;
  /** There may be more than are counted. */
  isCut?: boolean;
  /** Names the list for its next page, and after an act on one of its leads. */
  carry: string;
  reader: ListReader;
  /** The leads are the reader's. */
  own: boolean;
  workspaceUrl: string;
  now: Date;
  records?: ReadonlyMap<number, RecordLink>;
}

const listWords: Record<VisibleLeads['name'], { title: string; empty: string }> = {
  mine: {
    title: 'My leads',
    empty: 'You have no open leads. `/leads untouched` lists those awaiting first contact.',
  },
  handed_off: { title: 'Leads I handed off', empty: 'No open leads. Hand one off with `/handoff`.' },
  team: { title: 'Team leads', empty: 'Your team has no open leads.' },
  untouched: { title: 'Awaiting first contact', empty: 'Every lead of your team has been contacted. :tada:' },
  untouched_of_team: { title: 'Awaiting first contact', empty: 'Every lead of this team has been contacted. :tada:' },
  search: { title: 'Search results', empty: 'No matches.' },
  waiting: { title: 'Needs me', empty: 'Nothing needs you. :tada:' },
};

/** A page of leads. */
export const leadListModal = ({ name, leads, page, total, isCut = false, carry, ...more }: LeadList): ModalView => ({
  type: 'modal',
  callback_id: LEAD_LIST,
  private_metadata: `${page}:${carry}`,
  title: plain(listWords[name].title),
  close: plain('Close'),
  blocks: [
    ...(total === 0 ? [section(listWords[name].empty)] : leadRows(leads, more)),
    ...(leads.some((lead) => !isWithMarketing(lead) && actsOn(more.reader, lead)) ? bulkButton(total, carry) : []),
    ...pageButtons(LIST_PAGE, { page, size: LIST_PAGE_SIZE, total, carry }),
    ...(isCut ? [context('Older leads are not shown. Add a word to narrow the search.')] : []),
    context('Other lists: `/leads untouched`, `/leads team`, or `/leads acme` to search.'),
  ],
});

/** For two leads or more. */
const bulkButton = (total: number, carry: string): Blocks =>
  total > 1 ? [actions('several', button(BULK, 'Bulk actions…', carry))] : [];
