/** Shared by the asker's forms and the managers'. */
import { z } from 'zod';
import type { Question, Reply } from '../../src/questions/table.ts';
import { type Blocks, bold, channel, rich, section } from '../kit/blocks.ts';

/** The ids stand in posted messages, so they keep their first names. */
export const questionActions = {
  /** Opens one of the asker's questions. */
  open: 'box_open',
  answerPrivately: 'box_answer_privately',
  answerPublicly: 'box_answer_publicly',
  hide: 'box_hide',
  show: 'box_show',
  support: 'box_support',
} as const;

/** The metadata of a form. */
export const questionRef = z.object({ questionId: z.number() });

/** The answers to a question, as the asker or the managers read them. */
export function threadBlocks(
  { hiddenBy, publicAnswer, postChannel }: Question,
  replies: Reply[],
  reader: 'asker' | 'managers',
): Blocks {
  const who = (side: Reply['side']) => (side === 'managers' ? 'Managers' : reader === 'asker' ? 'You' : 'The sender');
  return [
    ...(hiddenBy === null ? [] : [section('The managers have hidden this question.')]),
    ...(publicAnswer !== null && postChannel !== null
      ? [rich([bold('Managers'), ' in ', channel(postChannel)], { quote: [publicAnswer] })]
      : []),
    ...replies.map(({ side, words }) => rich([bold(who(side)), ' in private'], { quote: [words] })),
    ...(hiddenBy === null && publicAnswer === null && replies.length === 0 ? [section('No answer yet.')] : []),
  ];
}
