/** Messages about one change of a request: in the thread of its card, and to the people it concerns. */
import type { Button, KnownBlock } from '@slack/types';
import type { Lead } from '../../src/leads/table.ts';
import type { LibraryItem } from '../../src/library/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { isOpen } from '../../src/requests/lifecycle.ts';
import type { ContentRequest, HistoryEntry } from '../../src/requests/table.ts';
import { actions, bold, button, emoji, type Line, link, type Piece, rich } from '../kit/blocks.ts';
import { leadTitle, statusWords } from '../leads/words.ts';
import { getItem } from '../library/buttons.ts';
import { itemTitle } from '../library/words.ts';
import { requestActions, requestButtons, requestOverflow } from './card.ts';
import { escapedRequest, requestChangeLine, tellRequestChange } from './words.ts';

/** "Did it help?": the value of each button is the request's id. */
export const helpActions = { helped: 'request_helped', notQuite: 'request_not_quite' } as const;

/** A line in the thread of the card. */
export function requestStoryLine(request: ContentRequest, entry: HistoryEntry): SlackMessage {
  const { words } = tellRequestChange(entry);
  const line = requestChangeLine(entry);
  return {
    text: `News of ${escapedRequest(request)}`,
    blocks: [words ? rich(line, { quote: [words] }) : rich(line)],
  };
}

export interface RequestNews {
  request: ContentRequest;
  entry: HistoryEntry;
  /** The recipient. */
  userId: string;
  cardLink: string | null;
  /** The item that was delivered or existed already. */
  item: LibraryItem | undefined;
}

/** A direct message about one change, with buttons if the recipient has to act. */
export function requestNews({ request, entry, userId, cardLink, item }: RequestNews): SlackMessage {
  const title: Piece[] = [bold(request.title), ...(cardLink ? ['  ·  ', link(cardLink, 'see its card')] : [])];
  const { words } = tellRequestChange(entry);
  const lines: Line[] = [
    title,
    requestChangeLine(entry),
    ...(item ? [[emoji('page_facing_up'), ' ', itemTitle(item)]] : []),
    ...(words ? [{ quote: [words] }] : []),
  ];
  return {
    text: `${escapedRequest(request)}: ${headlines[entry.kind]}`,
    blocks: [rich(...lines), ...whatToDo({ request, entry, userId, item })],
  };
}

function whatToDo({ request, entry, userId, item }: Omit<RequestNews, 'cardLink'>): KnownBlock[] {
  const id = String(request.id);
  const blockId = `request_news:${entry.id}`;
  const one = (made: Button): KnownBlock[] => [actions(blockId, made)];
  switch (entry.kind) {
    case 'asked_back':
      return one(button(requestActions.answer, 'Answer…', id, { style: 'primary' }));
    case 'delivered':
      return didItHelp(request, item, blockId);
    case 'declined':
      return item ? one(getItem(item)) : [];
    case 'cancelled':
      return request.ownerId === userId ? [] : one(button(requestActions.reopen, 'I still need it…', id));
    case 'helped':
      return one(button(requestActions.reopen, 'Reopen…', id));
    case 'handed_over':
    case 'answered':
      return request.ownerId === userId && isOpen(request)
        ? [actions(blockId, ...requestButtons(request), ...requestOverflow(request))]
        : [];
    default:
      return [];
  }
}

const didItHelp = ({ id }: ContentRequest, item: LibraryItem | undefined, blockId: string): KnownBlock[] => [
  ...(item ? [actions(`${blockId}:item`, getItem(item))] : []),
  rich(['Did it help?']),
  actions(
    blockId,
    button(helpActions.helped, ':+1: It helped', String(id), { style: 'primary' }),
    button(helpActions.notQuite, 'Not quite…', String(id)),
  ),
];

const headlines: Record<HistoryEntry['kind'], string> = {
  asked: 'asked for',
  claimed: 'claimed',
  released: 'released',
  started: 'in progress',
  asked_back: 'a question for you',
  answered: 'answered',
  handed_over: 'for you',
  delivered: 'delivered',
  declined: 'declined',
  cancelled: 'not needed any more',
  reopened: 'reopened',
  voted: 'needed by one person more',
  vote_withdrawn: 'needed by one person less',
  helped: 'not quite what was needed',
};

/** Asks once more when the deal is closed, because the answer is clear by then. */
export function decidedMessage({
  request,
  lead,
  item,
}: {
  request: ContentRequest;
  lead: Lead;
  item: LibraryItem;
}): SlackMessage {
  return {
    text: `Did it help with the deal? ${escapedRequest(request)}`,
    blocks: [
      rich(
        [emoji('dart'), ' ', bold(leadTitle(lead)), ` is ${statusWords[lead.status].toLowerCase()}.`],
        ['Marketing made this for it: ', itemTitle(item)],
      ),
      ...didItHelp(request, item, `request_decided:${request.id}`),
    ],
  };
}

/** For a person who acted away from the card: the result, and the next possible acts. */
export function requestDone(request: ContentRequest, sentence: Piece[], ...buttons: Button[]): SlackMessage {
  return {
    text: escapedRequest(request),
    blocks: [
      rich([emoji('heavy_check_mark'), ' ', bold(request.title), ': ', ...sentence]),
      ...(buttons.length > 0 ? [actions(`request_done:${request.id}`, ...buttons)] : []),
    ],
  };
}

/** After "I need this too". */
export const votedMessage = (request: ContentRequest): SlackMessage =>
  requestDone(
    request,
    [
      request.votes === 1
        ? '1 person needs it.'
        : `${request.votes} people need it. I’ll notify you when it is delivered.`,
    ],
    button(requestActions.voteForLead, 'For which lead?', String(request.id)),
    button(requestActions.withdraw, 'Take it back', String(request.id)),
  );
