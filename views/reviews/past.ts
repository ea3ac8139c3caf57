import type { ModalView } from '@slack/types';
import type { Review } from '../../src/reviews/table.ts';
import { actions, bold, button, dotted, plain, rich, section } from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { periodName } from '../targets/words.ts';
import { reviewActionIds } from './ids.ts';
import { onDay } from './words.ts';

export const PAST_PAGE = 'review_past_page';
export const PAST_SIZE = 12;

/** Closed and skipped reviews, newest first. */
export const pastModal = ({ reviews, page, total }: { reviews: Review[]; page: number; total: number }): ModalView => ({
  type: 'modal',
  callback_id: 'review_past',
  title: plain('Past reviews'),
  close: plain('Close'),
  blocks: [
    ...(total === 0 ? [section('No past reviews yet.')] : []),
    ...reviews.flatMap((review) => [
      rich(
        dotted([[bold(periodName(review.month))], review.status === 'skipped' ? ['skipped'] : [onDay(review.dueAt)]]),
      ),
      actions(
        `review:${review.id}`,
        button(reviewActionIds.open, 'Open', String(review.id), { label: `Open: ${periodName(review.month)}` }),
      ),
    ]),
    ...pageButtons(PAST_PAGE, { page, size: PAST_SIZE, total, carry: '' }),
  ],
});
