/** Things about wins that wait for a manager, on their home and in their morning message. */
import { mention } from '../../src/platform/slack/mrkdwn.ts';
import type { WaitingWins } from '../../src/wins/celebration/waiting.ts';
import { type Blocks, button, section } from '../kit/blocks.ts';
import { quarterName } from './celebration.ts';
import { CELEBRATION } from './celebration-draft.ts';
import { WIN_RULES } from './rules.ts';
import { OPEN_WINS } from './wins.ts';

/** One block, since a home has few to spare: its button leads to what waits, or to both. */
export function winsWait({ proposal, quarter }: WaitingWins): Blocks {
  const waiting = [
    ...(proposal
      ? [
          {
            text: `:scales: ${mention(proposal.proposedBy)} proposes other rules of credit for wins. You decide.`,
            way: button(WIN_RULES, 'Look at it', 'waiting'),
          },
        ]
      : []),
    ...(quarter
      ? [
          {
            text: `:tada: The celebration of ${quarterName(quarter.key)} is drafted. Nothing is posted until a manager does it.`,
            way: button(CELEBRATION, 'Open the draft', 'waiting'),
          },
        ]
      : []),
  ];
  const [first, second] = waiting;
  if (!first) return [];
  const accessory = second ? button(OPEN_WINS, 'Open wins', 'waiting') : first.way;
  return [{ ...section(waiting.map(({ text }) => text).join('\n')), accessory }];
}

/** For the title of a morning message. */
export const waitingWinWords = ({ proposal, quarter }: WaitingWins): string[] => [
  ...(proposal ? ['a proposal about wins'] : []),
  ...(quarter ? [`the celebration of ${quarterName(quarter.key)}`] : []),
];
