/** In the channel of the team: leads that came in as a list. */
import type { Button } from '@slack/types';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, context, emoji, type Piece, person, rich } from '../kit/blocks.ts';

export interface ListLook {
  text: string;
  /** Where they come from. */
  said: Piece[];
  /** People with the leads that are assigned to them. */
  shares: readonly { userId: string; leads: number }[];
  /** Of the block with the button. */
  key: string;
  openList: Button;
}

export function leadListMessage({ text, said, shares, key, openList }: ListLook): SlackMessage {
  const people = shares
    .slice(0, 10)
    .map(({ userId, leads }): Piece[] => [person(userId), ` ${leads.toLocaleString('en')}`]);
  return {
    text,
    blocks: [
      rich(
        [emoji('inbox_tray'), ' ', ...said],
        ...(people.length > 0
          ? [['Assigned: ', ...people.flatMap((piece, at) => (at === 0 ? piece : ['  ·  ', ...piece]))]]
          : []),
      ),
      context('They have no cards and no deadlines until someone acts on them. Lists and the digest show them.'),
      actions(key, openList),
    ],
  };
}
