import type { ModalView } from '@slack/types';
import type { RequestRow } from '../../src/requests/card.ts';
import { isOpen } from '../../src/requests/lifecycle.ts';
import type { RequestFilter } from '../../src/requests/list.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import {
  actions,
  type Blocks,
  bold,
  boldLink,
  context,
  date,
  dotted,
  emoji,
  type Piece,
  person,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { leadTitle } from '../leads/words.ts';
import { itemButton, itemLines, neededBy, question, requestButtons, requestOverflow, type Steps } from './card.ts';
import { amountsInWords, requestStatusEmoji, requestStatusWords } from './words.ts';

export const REQUEST_LIST = 'request_list';
export const REQUEST_PAGE = 'request_list_page';
export const REQUEST_PAGE_SIZE = 10;

/** A request with the acts that its reader may take. */
export type OwnRow = RequestRow & { may: Steps };

export interface RequestList {
  show: RequestFilter['show'];
  rows: OwnRow[];
  page: number;
  total: number;
  /** Names the list for its next page and for a redraw after an act. */
  carry: string;
  now: Date;
}

const listWords: Record<RequestFilter['show'], { title: string; empty: string }> = {
  mine: {
    title: 'My content requests',
    empty: 'You have no content requests. `/request-content` asks for content.',
  },
  open: { title: 'Content requests', empty: 'No open requests. `/request-content` asks for content.' },
  waiting: { title: 'Requests that wait', empty: 'Every request is claimed, and none is late. :tada:' },
};

/** A page of requests, each with its buttons. */
export const requestListModal = ({ show, rows, page, total, carry, now }: RequestList): ModalView => ({
  type: 'modal',
  callback_id: REQUEST_LIST,
  private_metadata: `${page}:${carry}`,
  title: plain(listWords[show].title),
  close: plain('Close'),
  blocks: [
    ...(total === 0 ? [section(listWords[show].empty)] : rows.flatMap((row) => requestRowBlocks(row, now, row.may))),
    ...pageButtons(REQUEST_PAGE, { page, size: REQUEST_PAGE_SIZE, total, carry }),
    context(
      show === 'mine'
        ? 'Open requests first. All requests: `/request-content all`'
        : 'Most wanted first, then earliest due. Yours: `/request-content mine`',
    ),
  ],
});

/** One request in a list or a digest, with its buttons. A personal list passes `may` to leave out buttons of no use. */
export function requestRowBlocks(row: RequestRow, now: Date, may?: Steps): Blocks {
  const { request } = row;
  return [
    rich(
      [emoji(requestStatusEmoji[request.status]), ' ', bold(request.title)],
      standing(row, now),
      dotted(about(row)),
      // Most items have the title of their request.
      ...(row.item?.title === request.title ? [] : itemLines(row)),
    ),
    actions(`row:${request.id}`, ...itemButton(row), ...requestButtons(request, may), ...requestOverflow(request, may)),
  ];
}

/** One request for its maker, without the line that they own it. */
export function makerRowBlocks(row: RequestRow, { now, cardLink, may }: MakerLook): Blocks {
  const { request } = row;
  return [
    rich(
      [
        emoji(requestStatusEmoji[request.status]),
        ' ',
        cardLink ? boldLink(cardLink, request.title) : bold(request.title),
        ...neededBy(request, now),
        ...wanted(row),
        ...question(request),
      ],
      dotted(about(row)),
    ),
    actions(`request_row:${request.id}`, ...requestButtons(request, may), ...requestOverflow(request, may)),
  ];
}

interface MakerLook {
  now: Date;
  /** Link to the card. */
  cardLink: string | null;
  may: Steps;
}

/** The status, and the reasons why it is urgent. */
function standing(row: RequestRow, now: Date): Piece[] {
  const { request } = row;
  const status: Piece[] = [
    requestStatusWords[request.status],
    ...(hasMaker(request) ? [' by ', person(request.ownerId)] : []),
  ];
  if (!isOpen(request)) return status;
  return [...status, ...neededBy(request, now), ...wanted(row), ...question(request)];
}

const wanted = ({ request, amounts }: RequestRow): Piece[] =>
  [
    ...(request.votes > 1 ? [[`${request.votes} people need it`]] : []),
    ...(amounts.length > 0 ? [['deals: ', amountsInWords(amounts)]] : []),
  ].flatMap((one) => ['  ·  ', ...one]);

function about({ request, kindLabel, lead }: RequestRow): Piece[][] {
  const whom = lead ? leadTitle(lead) : request.customer;
  return [
    [kindLabel],
    ...(whom ? [['for ', whom]] : []),
    ['asked ', date(request.requestedAt, '{ago}'), ' by ', person(request.requestedBy)],
  ];
}

/** A request that was claimed, then declined or cancelled, has no maker to show. */
const hasMaker = (request: ContentRequest): request is ContentRequest & { ownerId: string } =>
  request.ownerId !== null && ['claimed', 'in_progress', 'delivered'].includes(request.status);
