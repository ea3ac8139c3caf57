/** Content requests in a home: those that need the reader, and the reader's own. */
import { type Asked, REQUESTS_SIZE, type WaitingRequest, type WaitingRequests } from '../../src/home/requests.ts';
import { conjunction } from '../../src/platform/list-format.ts';
import { isOpen } from '../../src/requests/lifecycle.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  cut,
  date,
  dated,
  dotted,
  emoji,
  heading,
  type Line,
  link,
  type Piece,
  person,
  rich,
} from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { cardLinkOf } from '../leads/words.ts';
import { type RowLook, requestRow } from '../requests/row.ts';
import { requestStatusEmoji, requestStatusWords } from '../requests/words.ts';
import { homeActions, turns } from './home.ts';

/** Requests to answer, to make or to claim. */
export function waitingRequestBlocks(waiting: WaitingRequests, look: RowLook): Blocks {
  const { rows, page, total } = waiting;
  if (total === 0) return [];
  return [
    heading(title(waiting)),
    ...rows.flatMap((row) => requestRow(row, look, quoted(row))),
    ...turns('requests', { page, total, size: REQUESTS_SIZE }),
  ];
}

/** "1 question about your requests, 2 requests to deliver". */
const title = ({ questions, claimed, unclaimed }: WaitingRequests): string =>
  conjunction.format([
    ...(questions > 0 ? [`${counted(questions, 'question')} about your requests`] : []),
    ...(claimed > 0 ? [`${counted(claimed, 'request')} to deliver`] : []),
    ...(unclaimed > 0 ? [`${counted(unclaimed, 'request')} to claim`] : []),
  ]);

/** The form shows a longer question in full. */
const LONGEST_QUESTION = 300;

const quoted = ({ question }: WaitingRequest): Line[] =>
  question ? [{ quote: [cut(question, LONGEST_QUESTION)] }] : [];

/** The reader's requests and their status. */
export function askedBlocks({ asked, total, days }: Asked, workspaceUrl: string): Blocks {
  if (total === 0) return [];
  const rest = total - asked.length;
  return [
    heading('Your requests'),
    rich(
      ...asked.map((one) => askedLine(one, workspaceUrl)),
      ...(rest > 0 ? [[`and ${rest} more, open or closed in the last ${days} days`]] : []),
    ),
    actions('asked', button(homeActions.myRequests, 'View all requests', 'home')),
  ];
}

/** Its title leads to what was delivered, else to its card. */
function askedLine({ request, item, card }: Asked['asked'][number], workspaceUrl: string): Piece[] {
  const { status, closedAt, dueAt, ownerId, title } = request;
  const url = item?.link ?? cardLinkOf(card, workspaceUrl);
  const by = ownerId !== null && status !== 'cancelled' && status !== 'declined';
  return [
    emoji(requestStatusEmoji[status]),
    ' ',
    ...dotted([
      [url ? link(url, title) : bold(title)],
      [requestStatusWords[status].toLowerCase(), ...(by ? [' by ', person(ownerId)] : [])],
      ...(isOpen(request) ? [[dated('due ', dueAt, '{date_pretty}')]] : []),
      ...(closedAt ? [[date(closedAt, '{date_pretty}')]] : []),
    ]),
  ];
}
