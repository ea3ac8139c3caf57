/** Content requests and their changes in words, the same on the card, in its thread, in messages and lists. */

import type { PostedPlace } from '../../src/platform/outbox/posted-messages.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import type { Amount } from '../../src/requests/amounts.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import {
  type ChangeDetails,
  declineReasons,
  type Priority,
  type RequestChange,
  type RequestStatus,
} from '../../src/requests/types.ts';
import { isolated } from '../kit/bidi.ts';
import { bold, emoji, link, type Piece, person } from '../kit/blocks.ts';
import { cardLinkOf, money } from '../leads/words.ts';

export const requestStatusWords: Record<RequestStatus, string> = {
  new: 'Unclaimed',
  claimed: 'Claimed',
  in_progress: 'In progress',
  delivered: 'Delivered',
  declined: 'Declined',
  cancelled: 'Cancelled',
};

export const requestStatusEmoji: Record<RequestStatus, string> = {
  new: 'large_yellow_circle',
  claimed: 'raised_hand',
  in_progress: 'hammer_and_wrench',
  delivered: 'package',
  declined: 'no_entry_sign',
  cancelled: 'leftwards_arrow_with_hook',
};

export const priorityWords: Record<Priority, string> = { high: 'High', normal: 'Normal', low: 'Low' };

/** For the `text` of a message, which notifications show and which Slack reads as mrkdwn. */
export const escapedRequest = ({ title }: Pick<ContentRequest, 'title'>): string => escaped(isolated(title));

/** The title, linked to the card once it is posted. */
export function linkedRequest({ title }: ContentRequest, card: PostedPlace | undefined, workspaceUrl: string): Piece {
  const url = cardLinkOf(card, workspaceUrl);
  return url ? link(url, title) : bold(title);
}

/** The sum of the deals that wait. */
export const amountsInWords = (amounts: Amount[]): string =>
  amounts.map(({ amount, currency }) => money(amount, currency)).join(' + ');

interface Told {
  icon: string;
  said: Piece[];
  /** The words that a person wrote with it. */
  words?: string | null;
}

type Teller<K extends RequestChange> = (who: Piece, details: ChangeDetails[K]) => Told;

const tellers: { [K in RequestChange]: Teller<K> } = {
  asked: (who) => ({ icon: 'speech_balloon', said: [who, ' asked for this'] }),
  claimed: (who) => ({ icon: 'raised_hand', said: [who, ' claimed this request'] }),
  released: (who, { left }) => ({
    icon: 'leftwards_arrow_with_hook',
    said: left
      ? [person(left), ' has left. The request is unclaimed again.']
      : [who, ' released this request. It is unclaimed again.'],
  }),
  started: (who) => ({ icon: 'hammer_and_wrench', said: [who, ' started on it'] }),
  asked_back: (who, { question }) => ({ icon: 'question', said: [who, ' has a question'], words: question }),
  answered: (who, { answer }) => ({ icon: 'speech_balloon', said: [who, ' answers'], words: answer }),
  handed_over: (who, { from, to }) => ({
    icon: 'arrow_right',
    said: from
      ? [who, ' handed this request over from ', person(from), ' to ', person(to)]
      : [who, ' gave this request to ', person(to)],
  }),
  delivered: (who, { words }) => ({ icon: 'package', said: [who, ' delivered it'], words }),
  declined: (who, { reason, words }) => ({
    icon: 'no_entry_sign',
    said: [who, ' declined this request: ', bold(declineReasons[reason])],
    words,
  }),
  cancelled: (who, { words }) => ({
    icon: 'leftwards_arrow_with_hook',
    said: [who, ' does not need this any more'],
    words,
  }),
  reopened: (who, { words }) => ({
    icon: 'arrows_counterclockwise',
    said: [who, ' reopened this request'],
    words,
  }),
  voted: (who) => ({ icon: 'heavy_plus_sign', said: [who, ' needs this too'] }),
  vote_withdrawn: (who) => ({ icon: 'heavy_minus_sign', said: [who, ' does not need this any more'] }),
  helped: (who, { helped, words }) =>
    helped
      ? { icon: 'raised_hands', said: [who, ' says that it helped'], words }
      : { icon: 'thinking_face', said: [who, ' says that it was not quite what they needed'], words },
};

/** A change as the history stores it. */
export interface RequestChangeEntry {
  kind: RequestChange;
  actorId: string | null;
  details: unknown;
}

export function tellRequestChange({ kind, actorId, details }: RequestChangeEntry): Told {
  const who: Piece = actorId ? person(actorId) : 'Baton';
  // `record` wrote each row's details in the shape of its kind.
  const teller = tellers[kind] as (who: Piece, details: unknown) => Told;
  return teller(who, details ?? {});
}

/** The first line of a message about a change. */
export const requestChangeLine = (change: RequestChangeEntry): Piece[] => {
  const { icon, said } = tellRequestChange(change);
  return [emoji(icon), ' ', ...said];
};
