/** What the asker's forms of the box and the managers' have in common. */
import { z } from 'zod';
import type { Question, Reply } from '../../src/questions/table.ts';
import { type Blocks, bold, channel, rich, section } from '../kit/blocks.ts';

export const boxActions = {
  /** The asker looks at one of their questions. */
  open: 'box_open',
  answerPrivately: 'box_answer_privately',
  answerPublicly: 'box_answer_publicly',
  hide: 'box_hide',
  show: 'box_show',
  support: 'box_support',
} as const;

/** What such a form remembers. */
export const boxRef = z.object({ questionId: z.number() });

/** What was written about a question, for whoever asked or for the managers. */
export function threadBlocks(
  { hiddenBy, publicAnswer, postChannel }: Question,
  replies: Reply[],
  reader: 'asker' | 'managers',
): Blocks {
  const who = (side: Reply['side']) =>
    side === 'managers' ? 'Managers' : reader === 'asker' ? 'You' : 'Whoever asked';
  return [
    ...(hiddenBy === null ? [] : [section('The managers have hidden this question.')]),
    ...(publicAnswer !== null && postChannel !== null
      ? [rich([bold('Managers'), ' in ', channel(postChannel)], { quote: [publicAnswer] })]
      : []),
    ...replies.map(({ side, words }) => rich([bold(who(side)), ' in private'], { quote: [words] })),
    ...(hiddenBy === null && publicAnswer === null && replies.length === 0 ? [section('There is no answer yet.')] : []),
  ];
}
