/** Messages about one change of a request: in the thread of its card, and to the people it concerns. */
import type { Button } from '@slack/types';
import type { Lead } from '../../src/leads/table.ts';
import type { LibraryItem } from '../../src/library/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { RequestReader } from '../../src/requests/person-message.ts';
import type { ContentRequest, HistoryEntry } from '../../src/requests/table.ts';
import type { ChangeDetails } from '../../src/requests/types.ts';
import { actions, bold, button, emoji, type Piece, rich } from '../kit/blocks.ts';
import { leadTitle, statusWords } from '../leads/words.ts';
import { itemTitle } from '../library/words.ts';
import { requestActions } from './card.ts';
import { didItHelp } from './message.ts';
import { escapedRequest, requestChangeLine, tellRequestChange } from './words.ts';

/** A line in the thread of the card. */
export function requestStoryLine(request: ContentRequest, entry: HistoryEntry): SlackMessage {
  const { words } = tellRequestChange(entry);
  const line = requestChangeLine(entry);
  return {
    text: `News of ${escapedRequest(request)}`,
    blocks: [words ? rich(line, { quote: [words] }) : rich(line)],
  };
}

/** Changes after which the person is to do or know something: an edit notifies no one. */
const LOUD = new Set<HistoryEntry['kind']>([
  'asked_back',
  'answered',
  'handed_over',
  'delivered',
  'declined',
  'cancelled',
  'reopened',
  'helped',
]);

/** Also that the person who made it has left. */
export const isLoud = ({ kind, details }: HistoryEntry): boolean =>
  LOUD.has(kind) || (kind === 'released' && (details as ChangeDetails['released']).left !== undefined);

/** The same in the thread of the direct message, whose first message has the buttons. */
export const requestNews = (request: ContentRequest, entry: HistoryEntry): SlackMessage => ({
  ...requestStoryLine(request, entry),
  text: `${escapedRequest(request)}: ${headlines[entry.kind]}`,
});

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
  answer,
}: {
  request: ContentRequest;
  lead: Lead;
  item: LibraryItem;
  answer?: RequestReader['answer'];
}): SlackMessage {
  return {
    text: `Did it help with the deal? ${escapedRequest(request)}`,
    blocks: [
      rich(
        [emoji('dart'), ' ', bold(leadTitle(lead)), ` is ${statusWords[lead.status].toLowerCase()}.`],
        ['Marketing made this for it: ', itemTitle(item)],
      ),
      ...didItHelp(request, item, `request_decided:${request.id}`, answer),
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
