/** Rounds of feedback in a home, with the buttons that they have in messages. */

import type { RoundShown } from '../../src/feedback/shown.ts';
import { FEEDBACK_SIZE, type FeedbackRow, type WaitingFeedback } from '../../src/home/feedback.ts';
import { answerButton, roundButtons } from '../feedback/news.ts';
import { endedButtons } from '../feedback/rounds.ts';
import { aboutLines, howMany, terms } from '../feedback/words.ts';
import { actions, type Blocks, bold, date, dotted, emoji, heading, type Piece, person, rich } from '../kit/blocks.ts';
import { turns } from './home.ts';

/** What others ask of somebody, then what they asked themselves. */
export function waitingFeedbackBlocks({ rows, page, total }: WaitingFeedback): Blocks {
  if (total === 0) return [];
  return [
    heading('Feedback'),
    ...rows.flatMap((row) => looks[row.needs](row)),
    ...turns('feedback', { page, total, size: FEEDBACK_SIZE }),
  ];
}

const looks: Record<FeedbackRow['needs'], (row: FeedbackRow) => Blocks> = {
  'an answer': ({ shown }) => [
    rich(
      [emoji('speech_balloon'), ' ', person(shown.round.askerId), ' asks for your feedback'],
      ...aboutLines(shown),
      dotted([[howMany(shown.questions.length, 'question', 'questions')], ...terms(shown)]),
    ),
    answerButton(shown, 'Answer'),
  ],
  action: ({ shown }) => [
    rich(
      [emoji('seedling'), ' ', bold(shown.title)],
      dotted([
        [`${shown.round.answered ?? 0} of ${shown.round.asked} answered you`],
        ['they wait for what you make of it'],
      ]),
    ),
    actions(`feedback_round:${shown.round.id}`, ...endedButtons(shown, true)),
  ],
  answers: ({ shown, progress }) => [
    rich([emoji('hourglass_flowing_sand'), ' You asked: ', bold(shown.title)], dotted(runningTerms(shown, progress))),
    roundButtons(shown),
  ],
};

const runningTerms = ({ round }: RoundShown, progress: FeedbackRow['progress']): Piece[][] => [
  [progress ? `${progress.answered} of ${round.asked} answered` : 'anonymous: how many answered is told at the end'],
  ['until ', date(round.closesAt)],
];

export function feedbackHeadlines({ toAnswer, toDecide }: WaitingFeedback): Piece[][] {
  return [
    ...(toAnswer > 0 ? [[bold(toAnswer === 1 ? 'One round' : `${toAnswer} rounds`), ' of feedback to answer']] : []),
    ...(toDecide > 0
      ? [[bold(toDecide === 1 ? 'One round' : `${toDecide} rounds`), ' of feedback to make something of']]
      : []),
  ];
}
