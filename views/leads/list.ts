import type { ModalView } from '@slack/types';
import { isWithMarketing } from '../../src/leads/lifecycle.ts';
import { isOverdue } from '../../src/leads/reads/due.ts';
import type { ListReader, VisibleLeads } from '../../src/leads/reads/visible.ts';
import type { Lead } from '../../src/leads/table.ts';
import {
  actions,
  type Blocks,
  bold,
  boldLink,
  button,
  context,
  date,
  dotted,
  emoji,
  overflow,
  type Piece,
  person,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { due, overdue } from '../kit/words.ts';
import { leadActions, leadButtons, menuOptions, readerButtons } from './card.ts';
import { leadTitle, statusWords, temperatureEmoji } from './words.ts';

export const LIST_PAGE = 'lead_list_page';
export const LIST_PAGE_SIZE = 10;
const LEAD_LIST = 'lead_list';
/** Opens a list from a message; the button's value names the list. */
export const OPEN_LIST = 'open_list';
/** Opens bulk actions; the button's value names the list. */
export const BULK = 'several';

export interface LeadList {
  name: VisibleLeads['name'];
  leads: Lead[];
  page: number;
  total: number;
  /** There may be more than are counted. */
  isCut?: boolean;
  /** Names the list for its next page, and after an act on one of its leads. */
  carry: string;
  reader: ListReader;
  /** The leads are the reader's. */
  own: boolean;
  now: Date;
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

/** A page of leads, each with its buttons. */
export const leadListModal = ({ name, leads, page, total, isCut = false, carry, ...more }: LeadList): ModalView => ({
  type: 'modal',
  callback_id: LEAD_LIST,
  private_metadata: `${page}:${carry}`,
  title: plain(listWords[name].title),
  close: plain('Close'),
  blocks: [
    ...(total === 0
      ? [section(listWords[name].empty)]
      : leads.flatMap((lead) => leadRow(lead, more.now, { own: more.own, reader: more.reader }))),
    ...(more.reader.inSales ? bulkButton(total, carry) : []),
    ...pageButtons(LIST_PAGE, { page, size: LIST_PAGE_SIZE, total, carry }),
    ...(isCut ? [context('Older leads are not shown. Add a word to narrow the search.')] : []),
    context('Other lists: `/leads untouched`, `/leads team`, or `/leads acme` to search.'),
  ],
});

/** For two leads or more. */
const bulkButton = (total: number, carry: string): Blocks =>
  total > 1 ? [actions('several', button(BULK, 'Bulk actions…', carry))] : [];

/** The parts of a row that its surroundings already show. */
interface RowLook {
  /** A heading above it shows its status. */
  grouped?: boolean;
  /** The reader owns it, or is to accept it. */
  own?: boolean;
  /** The time left, in words. */
  countdown?: string;
  /** The address of its card. */
  cardLink?: string | null;
  /** Left out where all readers get the same. */
  reader?: ListReader;
}

/** One lead in a list or a digest: two lines and its buttons. */
export function leadRow(lead: Lead, now: Date, look: RowLook = {}): Blocks {
  const mayAct = look.reader?.[isWithMarketing(lead) ? 'inMarketing' : 'inSales'] ?? true;
  return [
    rich([emoji(temperatureEmoji[lead.temperature]), ' ', title(lead, look)], dotted(standing(lead, now, look))),
    actions(
      `row:${lead.id}`,
      ...(mayAct ? [...leadButtons(lead), overflow(leadActions.menu, menuOptions(lead))] : readerButtons(lead)),
    ),
  ];
}

const title = (lead: Lead, { cardLink }: RowLook): Piece =>
  cardLink ? boldLink(cardLink, leadTitle(lead)) : bold(leadTitle(lead));

function standing(lead: Lead, now: Date, { grouped = false, own = false, countdown }: RowLook): Piece[][] {
  const who: Piece[][] = [];
  if (!grouped) who.push([statusWords[lead.status]]);
  if (!grouped && !own && lead.ownerId !== null) who.push([person(lead.ownerId)]);
  if (!own && lead.ownerId === null && lead.assigneeId !== null) who.push(['assigned to ', person(lead.assigneeId)]);
  return [
    ...dueLine(lead, now, countdown),
    ...who,
    ['handed off ', date(lead.handedOffAt, '{ago}'), ' by ', person(lead.handedOffBy)],
    ...(lead.snoozedUntil ? [[emoji('zzz'), ' snoozed until ', date(lead.snoozedUntil)]] : []),
  ];
}

function dueLine(lead: Lead, now: Date, countdown: string | undefined): Piece[][] {
  if (isOverdue(lead, now)) return [overdue(lead.dueAt, now)];
  return lead.dueAt ? [[...due(lead.dueAt), ...(countdown ? [', ', bold(countdown)] : [])]] : [];
}
