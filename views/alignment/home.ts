/** On managers' homes, in one block, since a home has few to spare. */
import type { Deadlines } from '../../src/alignment/deadlines.ts';
import type { Standing } from '../../src/alignment/standing.ts';
import { type Blocks, button, mrkdwn } from '../kit/blocks.ts';
import { percent } from '../mindset/words.ts';
import { actionCounts, deadlineWords, OPEN_ALIGNMENT, ratingWords, rideWords } from './words.ts';

export type HomeAlignment = Standing & { deadlines: Deadlines };

export const alignmentBlocks = ({ cards, mindset, rides, actions, deadlines }: HomeAlignment): Blocks => [
  {
    type: 'section',
    text: mrkdwn(
      [
        '*Alignment of both teams, this quarter*',
        `Report card: ${cards.length === 0 ? 'none yet' : cards.map(ratingWords).join('  ·  ')}`,
        `Mindset match: ${mindset ? `${percent(mindset.match.share)}, ${mindset.match.isShared ? 'shared' : 'not shared yet'}` : 'no result yet'}`,
        `Ride-alongs: ${rideWords(rides)}`,
        `In time: ${deadlineWords(deadlines)}`,
        `Open actions: ${actionCounts(actions)}`,
      ].join('\n'),
    ),
    accessory: button(OPEN_ALIGNMENT, 'Alignment', 'home'),
  },
];
