/** Things about wins that wait for a manager, on their home and in their morning message. */
import type { Button } from '@slack/types';
import { mention } from '../../src/platform/slack/mrkdwn.ts';
import type { WaitingWins } from '../../src/wins/celebration/waiting.ts';
import { type Blocks, button, section } from '../kit/blocks.ts';
import { quarterName } from './celebration.ts';
import { CELEBRATION } from './celebration-draft.ts';
import { WIN_RULES } from './rules.ts';

/** One block for each, since a home has few to spare. */
export const winsWait = ({ proposal, quarter }: WaitingWins): Blocks => [
  ...(proposal
    ? [
        line(
          `:scales: ${mention(proposal.proposedBy)} proposes other rules of credit for wins. You decide.`,
          button(WIN_RULES, 'Look at it', 'waiting'),
        ),
      ]
    : []),
  ...(quarter
    ? [
        line(
          `:tada: The celebration of ${quarterName(quarter.key)} is drafted. Nothing is posted until a manager does it.`,
          button(CELEBRATION, 'Open the draft', 'waiting'),
        ),
      ]
    : []),
];

const line = (text: string, accessory: Button): Blocks[number] => ({ ...section(text), accessory });

/** For the title of a morning message. */
export const waitingWinWords = ({ proposal, quarter }: WaitingWins): string[] => [
  ...(proposal ? ['a proposal about wins'] : []),
  ...(quarter ? [`the celebration of ${quarterName(quarter.key)}`] : []),
];
