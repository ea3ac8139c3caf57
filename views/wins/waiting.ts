/** Things about wins that wait for a manager, on their home and in their morning message. */
import { mention } from '../../src/platform/slack/mrkdwn.ts';
import type { WaitingWins } from '../../src/wins/waiting.ts';
import { type Blocks, button, section } from '../kit/blocks.ts';
import { WIN_RULES } from './rules.ts';

/** One block for each, since a home has few to spare. */
export const winsWait = ({ proposal }: WaitingWins): Blocks =>
  proposal
    ? [
        {
          ...section(`:scales: ${mention(proposal.proposedBy)} proposes other rules of credit for wins. You decide.`),
          accessory: button(WIN_RULES, 'Look at it', 'waiting'),
        },
      ]
    : [];

/** For the title of a morning message. */
export const waitingWinWords = ({ proposal }: WaitingWins): string[] => (proposal ? ['a proposal about wins'] : []);
