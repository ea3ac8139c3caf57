/** The direct message about a request: its state for one reader, with the buttons that the reader needs now. */
import type { KnownBlock } from '@slack/types';
import type { LibraryItem } from '../../src/library/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { RequestCard } from '../../src/requests/card.ts';
import { isOpen, isPossible } from '../../src/requests/lifecycle.ts';
import type { RequestReader } from '../../src/requests/person-message.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import { actions, button, type Line, rich } from '../kit/blocks.ts';
import { getItem } from '../library/buttons.ts';
import { itemLines, requestActions, requestButtons, requestOverflow, statusLine } from './card.ts';
import { escapedRequest, linkedRequest, requestChangeLine, requestStatusWords, tellRequestChange } from './words.ts';

/** "Did it help?": the value of each button is the request's id. */
export const helpActions = { helped: 'request_helped', notQuite: 'request_not_quite' } as const;

export interface RequestMessage {
  card: RequestCard;
  reader: RequestReader;
  workspaceUrl: string;
  now: Date;
}

export function requestMessage({ card, reader, workspaceUrl, now }: RequestMessage): SlackMessage {
  const { request } = card;
  const { last } = reader;
  const words = last && tellRequestChange(last).words;
  const lines: Line[] = [
    [linkedRequest(request, card.card, workspaceUrl)],
    statusLine(card, now),
    ...itemLines(card),
    ...(last && words ? [requestChangeLine(last), { quote: [words] }] : []),
  ];
  return {
    text: `${escapedRequest(request)}: ${requestStatusWords[request.status].toLowerCase()}`,
    blocks: [rich(...lines), ...whatNow(card, reader)],
  };
}

function whatNow({ request, item }: RequestCard, { userId, isVoter, answer, last }: RequestReader): KnownBlock[] {
  const id = String(request.id);
  const blockId = `request_message:${id}`;
  if (request.questionAt !== null && request.requestedBy === userId)
    return [actions(blockId, button(requestActions.answer, 'Answer…', id, { style: 'primary' }))];
  if (request.ownerId === userId) {
    if (isOpen(request))
      return [
        actions(
          blockId,
          ...requestButtons(request, stepsOfOwner(request)),
          ...requestOverflow(request, stepsOfOwner(request)),
        ),
      ];
    return last?.kind === 'helped' ? [actions(blockId, button(requestActions.reopen, 'Reopen…', id))] : [];
  }
  if (request.status === 'delivered' && isVoter) return didItHelp(request, item, blockId, answer);
  if (request.status === 'declined' && item) return [actions(blockId, getItem(item))];
  if (request.status === 'cancelled' && isVoter && request.requestedBy !== userId)
    return [actions(blockId, button(requestActions.reopen, 'I still need it…', id))];
  return [];
}

const OWNERS = ['start', 'deliver', 'ask_back', 'hand_over', 'release', 'decline'] as const;
const stepsOfOwner = (request: ContentRequest) => new Set(OWNERS.filter((act) => isPossible(request, act)));

/** The question, until it is answered. */
export function didItHelp(
  { id }: ContentRequest,
  item: LibraryItem | undefined,
  blockId: string,
  answer: RequestReader['answer'],
): KnownBlock[] {
  const get = item ? [actions(`${blockId}:item`, getItem(item))] : [];
  if (answer)
    return [rich([answer.helped ? 'You said that it helped.' : 'You said that it was not quite right.']), ...get];
  return [
    ...get,
    rich(['Did it help?']),
    actions(
      blockId,
      button(helpActions.helped, ':+1: It helped', String(id), { style: 'primary' }),
      button(helpActions.notQuite, 'Not quite…', String(id)),
    ),
  ];
}
