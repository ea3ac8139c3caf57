import type { Button, PlainTextOption } from '@slack/types';
import type { SlackMessage } from '../src/outbox/announcement.ts';
import type { RequestCard } from '../src/requests/card.ts';
import { isLate, isOpen, isPossible } from '../src/requests/life.ts';
import type { ContentRequest } from '../src/requests/table.ts';
import { declineReasons } from '../src/requests/terms.ts';
import { mention, moment } from '../src/slack/markup.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  date,
  dotted,
  emoji,
  header,
  type Line,
  option,
  overflow,
  type Piece,
  person,
  rich,
} from './blocks.ts';
import { calendarDate, leadTitle, stageWords } from './lead-words.ts';
import { itemActions } from './library-search.ts';
import { itemTitle } from './library-words.ts';
import {
  amountsInWords,
  escapedRequest,
  priorityWords,
  requestStatusEmoji,
  requestStatusWords,
} from './request-words.ts';

/** Buttons of a request, wherever they stand. Their value is the request's id. */
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
  /** The overflow menu; the chosen option says what. */
  menu: 'request_menu',
} as const;

/** What the overflow menu offers; an option's value is `<choice>:<request id>`. */
export const requestMenu = {
  hand_over: 'Hand over…',
  release: 'Release it',
  decline: 'Decline…',
  cancel: 'Not needed any more…',
  history: 'History',
} as const;
export type RequestMenuChoice = keyof typeof requestMenu;

/** The one message of a request, edited in place through its whole life. */
export function requestCard(card: RequestCard, now: Date): SlackMessage {
  const { request, lastDelivery, lastDecline, lastReopening } = card;
  const remark = lastDelivery?.details.words ?? lastDecline?.details.words ?? lastReopening?.details.words ?? null;
  const blocks: Blocks = [
    header(request.title),
    rich(statusLine(card, now), ...itemLines(card), ...(remark ? [{ quote: [remark] }] : [])),
    rich(...aboutLines(card), ...typedLines(request)),
    context(`Asked for by ${mention(request.requestedBy)} ${moment(request.requestedAt)}`),
    actions(`request:${request.id}`, ...fileButton(card), ...requestButtons(request), ...requestOverflow(request)),
  ];
  return { text: `${requestStatusWords[request.status]}: ${escapedRequest(request)}`, blocks };
}

function statusLine({ request, lastDecline }: RequestCard, now: Date): Piece[] {
  const owner = request.ownerId ? person(request.ownerId) : 'Nobody';
  const icon = [emoji(requestStatusEmoji[request.status]), ' '];
  switch (request.status) {
    case 'new':
      return [...icon, bold('Who makes this?'), ...neededBy(request, now), ...question(request)];
    case 'claimed':
      return [...icon, owner, ' has claimed it', ...neededBy(request, now), ...question(request)];
    case 'in_progress':
      return [...icon, owner, ' is on it', ...neededBy(request, now), ...question(request)];
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

export const neededBy = (request: ContentRequest, now: Date): Piece[] =>
  isLate(request, now)
    ? ['  ·  ', emoji('alarm_clock'), ' ', bold('late'), `, was needed by ${calendarDate(request.neededBy)}`]
    : [`  ·  needed by ${calendarDate(request.neededBy)}`];

const question = (request: ContentRequest): Piece[] =>
  request.questionAt === null
    ? []
    : [
        '\n',
        emoji('question'),
        ' waits for ',
        person(request.requestedBy),
        ' to answer, asked ',
        date(request.questionAt, '{ago}'),
      ];

/** What was delivered, or was there already. */
const itemLines = ({ item }: RequestCard): Line[] => (item ? [[emoji('page_facing_up'), ' ', itemTitle(item)]] : []);

/** A link stands in its title; a file is sent to whoever wants it. */
const fileButton = ({ item }: RequestCard): Button[] =>
  item?.file ? [button(itemActions.get, 'Send me the file', String(item.id))] : [];

function aboutLines({ request, kindLabel, lead, amounts, voters }: RequestCard): Piece[][] {
  const about: Piece[][] = [[bold(kindLabel)]];
  if (request.stage) about.push([`${stageWords[request.stage]} stage`]);
  if (request.audience) about.push(['For ', request.audience]);
  if (request.priority !== 'normal') about.push([`${priorityWords[request.priority]} priority`]);
  const whom: Piece[][] = [];
  if (lead) whom.push([emoji('dart'), ' ', leadTitle(lead)]);
  else if (request.customer) whom.push([emoji('dart'), ' ', request.customer]);
  if (isOpen(request) && amounts.length > 0) whom.push(['deals that wait: ', bold(amountsInWords(amounts))]);
  return [dotted(about), dotted(whom), voterLine(request, voters)];
}

const MOST_NAMES = 5;

/** Whoever asked stands below; the line is for those who need it too. */
function voterLine(request: ContentRequest, voters: string[]): Piece[] {
  const others = voters.filter((userId) => userId !== request.requestedBy);
  if (others.length === 0) return [];
  const rest = others.length - MOST_NAMES;
  const names = others.slice(0, MOST_NAMES).flatMap((userId, index) => [...(index > 0 ? [', '] : []), person(userId)]);
  const verb = others.length === 1 ? ' needs this too' : ' need this too';
  return [emoji('heavy_plus_sign'), ' ', ...names, ...(rest > 0 ? [` and ${rest} more`] : []), verb];
}

/** What people typed with it. */
function typedLines({ words, hurry }: ContentRequest): Line[] {
  return [
    ...(words ? [{ quote: [words] }] : []),
    ...(hurry ? [[emoji('hourglass_flowing_sand'), ' Why so soon:'], { quote: [hurry] }] : []),
  ];
}

/** What can be done to a request as it stands. Who may, is decided when they do. */
export function requestButtons(request: ContentRequest): Button[] {
  const id = String(request.id);
  const about = (text: string) => ({ label: `${text}: ${request.title}` });
  const offered = [
    isPossible(request, 'claim') && button(requestActions.claim, 'Claim', id, { style: 'primary', ...about('Claim') }),
    isPossible(request, 'start') && button(requestActions.start, 'Start', id, { style: 'primary', ...about('Start') }),
    isPossible(request, 'deliver') &&
      button(requestActions.deliver, 'Deliver…', id, {
        ...(request.status === 'in_progress' && { style: 'primary' as const }),
        ...about('Deliver'),
      }),
    isPossible(request, 'ask_back') && button(requestActions.askBack, 'Ask back…', id, about('Ask back')),
    isPossible(request, 'vote') &&
      button(requestActions.vote, ':heavy_plus_sign: I need this too', id, about('I need this too')),
    isPossible(request, 'reopen') && button(requestActions.reopen, 'Reopen…', id, about('Reopen')),
    !isOpen(request) && button(requestActions.history, 'History', id, about('History')),
  ];
  return offered.filter((one) => one !== false);
}

/** The menu of an open request; at most five choices, Slack's limit. */
export function requestOverflow(request: ContentRequest) {
  return isOpen(request) ? [overflow(requestActions.menu, menuOptions(request))] : [];
}

function menuOptions(request: ContentRequest): PlainTextOption[] {
  const choices: RequestMenuChoice[] = [
    'hand_over',
    ...(isPossible(request, 'release') ? (['release'] as const) : []),
    'decline',
    'cancel',
    'history',
  ];
  return choices.map((choice) => option(`${choice}:${request.id}`, requestMenu[choice]));
}
