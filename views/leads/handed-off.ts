/** Confirms a hand-off to the marketer: where the lead is, and who is up first. */
import type { ModalView } from '@slack/types';
import type { Lead } from '../../src/leads/table.ts';
import type { Team } from '../../src/teams/table.ts';
import { bold, channel, context, date, emoji, type Piece, person, plain, rich } from '../kit/blocks.ts';
import { leadTitle } from './words.ts';

export interface HandedOff {
  lead: Lead;
  team: Team;
  /** It was added to an existing lead. */
  isAppended: boolean;
}

export function handedOffModal({ lead, team, isAppended }: HandedOff): ModalView {
  const asked: Piece[] =
    lead.status === 'new' && lead.assigneeId
      ? [person(lead.assigneeId), ' is up first', ...(lead.dueAt ? [', due ', date(lead.dueAt)] : []), '.']
      : lead.status === 'new'
        ? [
            'Slack has not told me yet who is on the team. The lead is routed as soon as I know; anyone there can accept it.',
          ]
        : ['See its card in the channel.'];
  return {
    type: 'modal',
    title: plain(isAppended ? 'Added' : 'Handed off'),
    close: plain('Close'),
    // The forms below it are done.
    clear_on_close: true,
    blocks: [
      rich(
        [
          emoji('handshake'),
          ' ',
          bold(leadTitle(lead)),
          isAppended ? ' was updated in ' : ' was handed off to ',
          channel(team.channelId),
          '.',
        ],
        isAppended && lead.status !== 'new' ? ['Your information is in the card’s thread.'] : asked,
      ),
      context('I’ll message you when it is accepted, declined, won or lost.'),
    ],
  };
}
