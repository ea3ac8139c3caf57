/** What a marketer sees when a lead has gone to sales: that it arrived, and who is asked. */
import type { ModalView } from '@slack/types';
import type { Lead } from '../../src/leads/table.ts';
import type { Team } from '../../src/teams/table.ts';
import { bold, channel, context, date, emoji, type Piece, person, plain, rich } from '../kit/blocks.ts';
import { leadTitle } from './words.ts';

export interface HandedOff {
  lead: Lead;
  team: Team;
  /** It was added to a lead that was there already. */
  isAppended: boolean;
}

export function handedOffModal({ lead, team, isAppended }: HandedOff): ModalView {
  const asked: Piece[] =
    lead.status === 'new' && lead.assigneeId
      ? [person(lead.assigneeId), ' is asked', ...(lead.dueAt ? [', until ', date(lead.dueAt)] : []), '.']
      : ['It is on its card.'];
  return {
    type: 'modal',
    title: plain(isAppended ? 'Added' : 'Handed off'),
    close: plain('Close'),
    // Nothing below it is left to be done.
    clear_on_close: true,
    blocks: [
      rich(
        [
          emoji('handshake'),
          ' ',
          bold(leadTitle(lead)),
          isAppended ? ' is with ' : ' went to ',
          channel(team.channelId),
          '.',
        ],
        isAppended && lead.status !== 'new' ? ['What you wrote is in the thread of its card.'] : asked,
      ),
      context('You hear from me when it is accepted, given back, won or lost.'),
    ],
  };
}
