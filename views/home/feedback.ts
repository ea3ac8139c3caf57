/** Surveys in a home, with the same buttons as in messages. */

import type { RoundShown } from '../../src/feedback/shown.ts';
import { FEEDBACK_SIZE, type FeedbackRow, type WaitingFeedback } from '../../src/home/feedback.ts';
import { conjunction } from '../../src/platform/list-format.ts';
import { answerButtons } from '../feedback/news.ts';
import { endedButtons, runningButtons } from '../feedback/rounds.ts';
import { aboutLines, terms } from '../feedback/words.ts';
import { type Blocks, bold, date, dotted, emoji, heading, type Piece, person, rich } from '../kit/blocks.ts';
import { rowActions } from '../kit/row.ts';
import { counted } from '../kit/words.ts';
import { turns } from './home.ts';

/** Surveys to answer, then the reader's own. */
export function waitingFeedbackBlocks(waiting: WaitingFeedback): Blocks {
  const { rows, page, total } = waiting;
  if (total === 0) return [];
  return [
    heading(title(waiting)),
    ...rows.flatMap((row) => looks[row.needs](row)),
    ...turns('feedback', { page, total, size: FEEDBACK_SIZE }),
  ];
}

const looks: Record<FeedbackRow['needs'], (row: FeedbackRow) => Blocks> = {
  'an answer': ({ shown }) => [
    rich(
      [emoji('speech_balloon'), ' ', person(shown.round.askerId), ' asks for your feedback'],
      ...aboutLines(shown),
      dotted([[counted(shown.questions.length, 'question')], ...terms(shown)]),
    ),
    rowActions(`feedback:${shown.round.id}`, answerButtons(shown, 'Answer')),
  ],
  action: ({ shown }) => [
    rich(
      [emoji('seedling'), ' ', bold(shown.title)],
      dotted([['results are in'], [`${shown.round.answered ?? 0} of ${shown.round.asked} answered`]]),
    ),
    rowActions(`feedback_round:${shown.round.id}`, endedButtons(shown, true)),
  ],
  answers: ({ shown, progress }) => [
    rich([emoji('hourglass_flowing_sand'), ' Your survey: ', bold(shown.title)], dotted(runningTerms(shown, progress))),
    rowActions(`feedback_round:${shown.round.id}`, runningButtons(shown)),
  ],
};

const runningTerms = ({ round }: RoundShown, progress: FeedbackRow['progress']): Piece[][] => [
  [progress ? `${progress.answered} of ${round.asked} answered` : 'anonymous: response count is shown at the end'],
  ['closes ', date(round.closesAt)],
];

/** "1 survey to answer and 1 survey needs a follow-up"; else the reader's own. */
const title = ({ toAnswer, toDecide }: WaitingFeedback): string =>
  conjunction.format([
    ...(toAnswer > 0 ? [`${counted(toAnswer, 'survey')} to answer`] : []),
    ...(toDecide > 0 ? [counted(toDecide, 'survey needs a follow-up', 'surveys need a follow-up')] : []),
  ]) || 'Your surveys';
