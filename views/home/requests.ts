/** Content requests in a home: those that need the reader, and the reader's own. */
import { type Asked, REQUESTS_SIZE, type WaitingRequest, type WaitingRequests } from '../../src/home/requests.ts';
import { isOpen } from '../../src/requests/lifecycle.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  cut,
  date,
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
    heading('Content requests'),
    context(countLine(waiting)),
    ...rows.flatMap((row) => requestRow(row, look, quoted(row))),
    ...turns('requests', { page, total, size: REQUESTS_SIZE }),
  ];
}

const countLine = ({ questions, claimed, unclaimed }: WaitingRequests): string =>
  [
    questions > 0 && `${questions} with a question for you`,
    claimed > 0 && `${claimed} claimed by you`,
    unclaimed > 0 && `${unclaimed} unclaimed`,
  ]
    .filter((part) => part !== false)
    .join('  ·  ');

/** The form shows a longer question in full. */
const LONGEST_QUESTION = 300;

const quoted = ({ question }: WaitingRequest): Line[] =>
  question ? [{ quote: [cut(question, LONGEST_QUESTION)] }] : [];

export function requestsHeadlines({ questions, claimed, unclaimed }: WaitingRequests): Piece[][] {
  return [
    ...(questions > 0 ? [[bold(counted(questions, 'question')), ' about your requests']] : []),
    ...(claimed > 0 ? [[bold(counted(claimed, 'request')), ' to deliver']] : []),
    ...(unclaimed > 0 ? [[bold(counted(unclaimed, 'request')), ' to claim']] : []),
  ];
}

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
      ...(isOpen(request) ? [['due ', date(dueAt, '{date_short_pretty}')]] : []),
      ...(closedAt ? [[date(closedAt, '{ago}')]] : []),
    ]),
  ];
}
