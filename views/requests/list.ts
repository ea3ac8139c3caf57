import type { ModalView } from '@slack/types';
import type { RequestFilter } from '../../src/requests/list.ts';
import { context, plain, section } from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { type OwnRow, type RowLook, requestRows } from './row.ts';

export const REQUEST_LIST = 'request_list';
export const REQUEST_PAGE = 'request_list_page';
export const REQUEST_PAGE_SIZE = 10;

export interface RequestList extends RowLook {
  show: RequestFilter['show'];
  rows: OwnRow[];
  page: number;
  total: number;
  /** Names the list for its next page and for a redraw after an act. */
  carry: string;
}

const listWords: Record<RequestFilter['show'], { title: string; empty: string }> = {
  mine: {
    title: 'My content requests',
    empty: 'You have no content requests. `/request-content` asks for content.',
  },
  open: { title: 'Content requests', empty: 'No open requests. `/request-content` asks for content.' },
  waiting: { title: 'Requests waiting', empty: 'Every request is claimed, and none is overdue. :tada:' },
};

/** A page of requests. */
export const requestListModal = ({ show, rows, page, total, carry, ...look }: RequestList): ModalView => ({
  type: 'modal',
  callback_id: REQUEST_LIST,
  private_metadata: `${page}:${carry}`,
  title: plain(listWords[show].title),
  close: plain('Close'),
  blocks: [
    ...(total === 0 ? [section(listWords[show].empty)] : requestRows(rows, look)),
    ...pageButtons(REQUEST_PAGE, { page, size: REQUEST_PAGE_SIZE, total, carry }),
    context(
      show === 'mine'
        ? 'Open requests first. All requests: `/request-content all`'
        : 'Most wanted first, then earliest due. Yours: `/request-content mine`',
    ),
  ],
});
