import type { Button, PlainTextOption } from '@slack/types';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { mention, moment } from '../../src/platform/slack/mrkdwn.ts';
import type { RequestCard, RequestRow } from '../../src/requests/card.ts';
import { isLate, isOpen, isPossible, type RequestAct } from '../../src/requests/lifecycle.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import { declineReasons } from '../../src/requests/types.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  date,
  dated,
  dotted,
  emoji,
  header,
  type Line,
  option,
  overflow,
  type Piece,
  person,
  rich,
} from '../kit/blocks.ts';
import { calendarDate, listed, overdue } from '../kit/words.ts';
import { leadTitle, stageWords } from '../leads/words.ts';
import { getItem } from '../library/buttons.ts';
import { itemTitle } from '../library/words.ts';
import { amountsInWords, escapedRequest, priorityWords, requestStatusEmoji, requestStatusWords } from './words.ts';

/** Buttons of a request, wherever they are shown. Their value is the request's id. */
export const requestActions = {
  claim: 'request_claim',
  start: 'request_start',
  deliver: 'request_deliver',
  askBack: 'request_ask_back',
  answer: 'request_answer',
  vote: 'request_vote',
  withdraw: 'request_withdraw',
  voteForLead: 'request_vote_lead',
  decline: 'request_decline',
  reopen: 'request_reopen',
  history: 'request_history',
  /** The overflow menu; the chosen option names the action. */
  menu: 'request_menu',
} as const;

/** Choices of the overflow menus; an option's value is `<choice>:<request id>`. */
export const requestMenu = {
  start: 'Start',
  ask_back: 'Ask a question…',
  vote: 'I need this too',
  hand_over: 'Hand over…',
  release: 'Release',
  decline: 'Decline…',
  cancel: 'Cancel request…',
  reopen: 'Reopen…',
  history: 'History',
} as const;
/** Choices on the card, whose other acts are buttons. */
const CARD_MENU = ['hand_over', 'release', 'decline', 'cancel', 'history'] as const;

/** The one message of a request, edited in place from first to last. */
export function requestCard(card: RequestCard, now: Date): SlackMessage {
  const { request, lastDelivery, lastDecline, lastReopening } = card;
  const remark = lastDelivery?.details.words ?? lastDecline?.details.words ?? lastReopening?.details.words ?? null;
  const blocks: Blocks = [
    header(request.title),
    rich(statusLine(card, now), question(request), ...itemLines(card), ...(remark ? [{ quote: [remark] }] : [])),
    rich(...aboutLines(card), ...typedLines(request)),
    context(`${moment(request.requestedAt, 'Asked {date_pretty} at {time}')} by ${mention(request.requestedBy)}`),
    actions(`request:${request.id}`, ...itemButton(card), ...requestButtons(request), ...requestOverflow(request)),
  ];
  return { text: `${requestStatusWords[request.status]}: ${escapedRequest(request)}`, blocks };
}

export function statusLine({ request, lastDecline }: RequestCard, now: Date): Piece[] {
  const owner = request.ownerId ? person(request.ownerId) : 'No one';
  const icon = [emoji(requestStatusEmoji[request.status]), ' '];
  switch (request.status) {
    case 'new':
      return [...icon, ...dotted([[bold('Unclaimed')], ...requestDue(request, now)])];
    case 'claimed':
      return [...icon, ...dotted([['Claimed by ', owner], ...requestDue(request, now)])];
    case 'in_progress':
      return [...icon, ...dotted([['In progress'], [owner], ...requestDue(request, now)])];
    case 'delivered':
      return [...icon, bold('Delivered'), ' by ', owner, ...closedAt(request)];
    case 'declined':
      return [
        ...icon,
        'Declined',
        ...(lastDecline
          ? [
              ': ',
              bold(declineReasons[lastDecline.details.reason]),
              ...(lastDecline.actorId ? [', says ', person(lastDecline.actorId)] : []),
            ]
          : []),
      ];
    case 'cancelled':
      return [...icon, person(request.requestedBy), ' does not need this any more'];
  }
}

const closedAt = ({ closedAt: at }: ContentRequest): Piece[] => (at ? ['  ·  ', date(at)] : []);

/** Nothing once it is closed. */
export function requestDue(request: ContentRequest, now: Date): Piece[][] {
  if (!isOpen(request)) return [];
  return isLate(request, now) ? [overdue(request.dueAt, now)] : [['due ', calendarDate(request.neededBy)]];
}

/** The open question, and the person who should answer it. */
export const question = (request: ContentRequest): Piece[] =>
  request.questionAt === null
    ? []
    : [
        emoji('question'),
        ' Waiting for ',
        person(request.requestedBy),
        ' to answer, ',
        dated('asked ', request.questionAt, '{date_pretty}'),
      ];

/** The item that was delivered or existed already. */
export const itemLines = ({ item }: RequestRow): Line[] =>
  item ? [[emoji('page_facing_up'), ' ', itemTitle(item)]] : [];

function aboutLines({ request, kindLabel, lead, amounts, voters }: RequestCard): Piece[][] {
  const about: Piece[][] = [[bold(kindLabel)]];
  if (request.stage) about.push([`${stageWords[request.stage]} stage`]);
  if (request.audience) about.push(['For ', request.audience]);
  if (request.priority !== 'normal') about.push([`${priorityWords[request.priority]} priority`]);
  const whom: Piece[][] = [];
  if (lead) whom.push([emoji('dart'), ' ', leadTitle(lead)]);
  else if (request.customer) whom.push([emoji('dart'), ' ', request.customer]);
  if (isOpen(request) && amounts.length > 0) whom.push(['Deals waiting: ', bold(amountsInWords(amounts))]);
  return [dotted(about), dotted(whom), voterLine(request, voters)];
}

const MOST_NAMES = 5;

/** The others who need it too. The card names the requester further down. */
function voterLine(request: ContentRequest, voters: string[]): Piece[] {
  const others = voters.filter((userId) => userId !== request.requestedBy);
  if (others.length === 0) return [];
  const rest = others.length - MOST_NAMES;
  const names = others.slice(0, MOST_NAMES).map((userId) => person(userId));
  const verb = others.length === 1 ? ' needs this too' : ' need this too';
  return [emoji('heavy_plus_sign'), ' ', ...listed([...names, ...(rest > 0 ? [`${rest} more`] : [])]), verb];
}

/** The words that people typed with the request. */
function typedLines({ words, hurry }: ContentRequest): Line[] {
  return [
    ...(words ? [{ quote: [words] }] : []),
    ...(hurry ? [[emoji('hourglass_flowing_sand'), ' Rush reason:'], { quote: [hurry] }] : []),
  ];
}

const itemButton = ({ item }: RequestRow): Button[] => (item ? [getItem(item)] : []);

/** Acts that the only reader may take. Without them, a view shows the acts that are possible for anyone. */
export type Steps = ReadonlySet<RequestAct>;

/** Acts that are possible in the request's state. Permissions are checked when a button is pressed. */
export function requestButtons(request: ContentRequest, may?: Steps): Button[] {
  const id = String(request.id);
  const can = (act: RequestAct) => may?.has(act) ?? isPossible(request, act);
  const about = (text: string) => ({ label: `${text}: ${request.title}` });
  const offered = [
    may?.has('answer') && button(requestActions.answer, 'Answer…', id, { style: 'primary', ...about('Answer') }),
    can('claim') && button(requestActions.claim, 'Claim', id, { style: 'primary', ...about('Claim') }),
    can('start') && button(requestActions.start, 'Start', id, { style: 'primary', ...about('Start') }),
    can('deliver') &&
      button(requestActions.deliver, 'Deliver…', id, {
        ...(request.status === 'in_progress' && { style: 'primary' as const }),
        ...about('Deliver'),
      }),
    can('ask_back') && button(requestActions.askBack, 'Ask a question…', id, about('Ask a question')),
    can('vote') && button(requestActions.vote, ':heavy_plus_sign: I need this too', id, about('I need this too')),
    can('reopen') && button(requestActions.reopen, 'Reopen…', id, about('Reopen')),
    !isOpen(request) && button(requestActions.history, 'History', id, about('History')),
  ];
  return offered.filter((one) => one !== false && one !== undefined);
}

/** The menu of an open request; at most five choices, Slack's limit. */
export const requestOverflow = (request: ContentRequest, may?: Steps) =>
  isOpen(request) ? [overflow(requestActions.menu, menuOptions(request, may))] : [];

function menuOptions(request: ContentRequest, may?: Steps): PlainTextOption[] {
  return CARD_MENU.filter((choice) => choice === 'history' || (may?.has(choice) ?? isPossible(request, choice))).map(
    (choice) => option(`${choice}:${request.id}`, requestMenu[choice]),
  );
}
