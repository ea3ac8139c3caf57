/** Confirms a hand-off to the marketer: where the lead is, and who is up first. */
import type { ModalView } from '@slack/types';
import type { Lead } from '../../src/leads/table.ts';
import type { KnownWay } from '../../src/leads/types.ts';
import type { Team } from '../../src/teams/table.ts';
import { bold, channel, context, dated, emoji, type Piece, person, plain, rich } from '../kit/blocks.ts';
import { leadTitle, statusWords } from './words.ts';

export interface HandedOff {
  lead: Lead;
  team: Team;
  way: KnownWay;
  /** Baton tells the reader how it goes on. */
  isTold: boolean;
}

const doneWords: Record<KnownWay, [title: string, said: string]> = {
  again: ['Handed off', ' was handed off to '],
  append: ['Added', ' was updated in '],
  hand_back: ['Resubmitted', ' was resubmitted to '],
  wake: ['Back from nurture', ' was brought back to '],
};

export function handedOffModal({ lead, team, way, isTold }: HandedOff): ModalView {
  const [title, said] = doneWords[way];
  const next = nextOf(lead);
  return {
    type: 'modal',
    title: plain(title),
    close: plain('Close'),
    // The forms below it are done.
    clear_on_close: true,
    blocks: [
      rich(
        [emoji('handshake'), ' ', bold(leadTitle(lead)), said, channel(team.channelId), '.'],
        ...(way === 'append' ? [['Your information is in the card’s thread.']] : []),
        askedOf(lead),
      ),
      ...(isTold && next ? [context(`I’ll message you when it is ${next}.`)] : []),
    ],
  };
}

/** The person who acts next, by the lead's state. */
function askedOf({ status, assigneeId, ownerId, dueAt }: Lead): Piece[] {
  if (status === 'new' && assigneeId) {
    return dueAt
      ? [person(assigneeId), ' is up first, ', dated('due ', dueAt), '.']
      : [person(assigneeId), ' is to accept it.'];
  }
  if (status === 'new') {
    return [
      'Slack has not told me yet who is on the team. The lead is routed as soon as I know; anyone there can accept it.',
    ];
  }
  if (ownerId && nextOf({ status })) return [person(ownerId), ' owns it.'];
  return [`No one is asked: the lead is ${statusWords[status].toLowerCase()}.`];
}

/** The news that the marketer gets from here on; undefined where nothing follows by itself. */
function nextOf({ status }: Pick<Lead, 'status'>): string | undefined {
  switch (status) {
    case 'new':
      return 'accepted, declined, won or lost';
    case 'accepted':
    case 'working':
      return 'declined, won or lost';
    case 'qualified':
      return 'won or lost';
    default:
      return undefined;
  }
}
