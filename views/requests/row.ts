/** A content request in a list or a home: linked title, short lines, the likeliest act, and a menu of others. */
import type { Button } from '@slack/types';
import type { RequestRow } from '../../src/requests/card.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import {
  actions,
  type Blocks,
  bold,
  boldLink,
  button,
  date,
  dated,
  dotted,
  emoji,
  type Line,
  option,
  overflow,
  type Piece,
  person,
  rich,
} from '../kit/blocks.ts';
import { onePrimary } from '../kit/emphasis.ts';
import { capital } from '../kit/words.ts';
import { cardLinkOf, leadTitle } from '../leads/words.ts';
import { getItem } from '../library/buttons.ts';
import { itemLines, question, requestActions, requestButtons, requestDue, requestMenu, type Steps } from './card.ts';
import { amountsInWords, requestStatusEmoji, requestStatusWords } from './words.ts';

/** A request with the acts that its reader may take. */
export type OwnRow = RequestRow & { may: Steps };

export interface RowLook {
  workspaceUrl: string;
  now: Date;
}

/** The rows of a list. The first act is the green one. */
export const requestRows = (rows: readonly OwnRow[], look: RowLook): Blocks =>
  onePrimary(rows.flatMap((row) => requestRow(row, look)));

/** One of them; `more` are lines below. */
export function requestRow(row: OwnRow, { workspaceUrl, now }: RowLook, more: Line[] = []): Blocks {
  const { request, may } = row;
  const next = nextButton(row);
  const url = cardLinkOf(row.card, workspaceUrl);
  return [
    rich(
      [emoji(requestStatusEmoji[request.status]), ' ', url ? boldLink(url, request.title) : bold(request.title)],
      capital(dotted([...requestDue(request, now), ...standing(row)])),
      dotted(about(row)),
      // Most items have the title of their request.
      ...(row.item?.title === request.title ? [] : itemLines(row)),
      may.has('answer') ? toAnswer(request) : question(request),
      ...more,
    ),
    actions(
      `request_row:${request.id}`,
      next,
      overflow(
        requestActions.menu,
        choices(may, next).map((choice) => option(`${choice}:${request.id}`, requestMenu[choice])),
      ),
    ),
  ];
}

/** The first of these that the reader may take. */
const STEPS = ['answer', 'claim', 'deliver', 'vote'] as const;

function nextButton({ request, may, item }: OwnRow): Button {
  const offered = requestButtons(request, may);
  const [next] = STEPS.flatMap((step) => offered.find(({ action_id }) => action_id === requestActions[step]) ?? []);
  if (next) return next;
  if (item) return getItem(item);
  return button(requestActions.history, 'History', String(request.id), { label: `History: ${request.title}` });
}

const MENU = ['start', 'ask_back', 'hand_over', 'decline', 'release', 'cancel', 'reopen', 'vote'] as const;
/** Slack's limit for a menu, less the history. */
const MOST_CHOICES = 4;

const choices = (may: Steps, next: Button): (keyof typeof requestMenu)[] => [
  ...MENU.filter((act) => may.has(act) && !(act === 'vote' && next.action_id === requestActions.vote)).slice(
    0,
    MOST_CHOICES,
  ),
  'history',
];

/** Its status, and the reasons why it is urgent. */
function standing({ request, amounts }: RequestRow): Piece[][] {
  return [
    [requestStatusWords[request.status], ...(hasMaker(request) ? [' by ', person(request.ownerId)] : [])],
    ...(request.votes > 1 ? [[`${request.votes} people need it`]] : []),
    ...(amounts.length > 0 ? [['deals: ', amountsInWords(amounts)]] : []),
  ];
}

function about({ request, kindLabel, lead }: RequestRow): Piece[][] {
  const whom = lead ? leadTitle(lead) : request.customer;
  return [
    [kindLabel],
    ...(whom ? [['for ', whom]] : []),
    [dated('asked ', request.requestedAt, '{date_pretty}'), ' by ', person(request.requestedBy)],
  ];
}

/** Marketing's question, to the reader. */
function toAnswer({ questionBy, questionAt }: ContentRequest): Piece[] {
  if (questionAt === null) return [];
  return [
    emoji('question'),
    ' ',
    questionBy ? person(questionBy) : 'Marketing',
    ' has a question  ·  ',
    date(questionAt, '{date_pretty}'),
  ];
}

/** A request that was claimed, then declined or cancelled, has no maker to show. */
const hasMaker = (request: ContentRequest): request is ContentRequest & { ownerId: string } =>
  request.ownerId !== null && ['claimed', 'in_progress', 'delivered'].includes(request.status);
