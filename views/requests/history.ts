import type { ModalView } from '@slack/types';
import type { ContentRequest, HistoryEntry } from '../../src/requests/table.ts';
import { bold, date, type Line, plain, rich } from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { requestChangeLine, requestStatusWords, tellRequestChange } from './words.ts';

export const REQUEST_HISTORY_PAGE = 'request_history_page';
export const REQUEST_HISTORY_SIZE = 20;

export interface RequestHistory {
  request: ContentRequest;
  /** Newest first. */
  entries: HistoryEntry[];
  page: number;
  total: number;
}

/** Everything that was done to a request, with who and when. */
export const requestHistoryModal = ({ request, entries, page, total }: RequestHistory): ModalView => ({
  type: 'modal',
  title: plain('History'),
  close: plain('Close'),
  blocks: [
    rich(
      [bold(request.title), `  ·  ${requestStatusWords[request.status]}`],
      ...(request.words ? [{ quote: [request.words] }] : []),
    ),
    { type: 'divider' },
    ...entries.map((entry) => {
      const { words } = tellRequestChange(entry);
      const line: Line = [...requestChangeLine(entry), '  ·  ', date(entry.at)];
      return words ? rich(line, { quote: [words] }) : rich(line);
    }),
    ...pageButtons(REQUEST_HISTORY_PAGE, { page, size: REQUEST_HISTORY_SIZE, total, carry: String(request.id) }),
  ],
});
