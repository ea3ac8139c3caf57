import { type DueReviews, REVIEWS_SIZE } from '../../src/home/reviews.ts';
import { kindLabel } from '../../src/library/settings.ts';
import { type Blocks, context, heading } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { reviewRow } from '../library/review.ts';
import { turns } from './home.ts';

/** The reader's items past their review date, each with its buttons. */
export function reviewBlocks({ items, kinds, ownerId, page, total }: DueReviews): Blocks {
  if (total === 0) return [];
  return [
    heading(`${counted(total, 'item')} to review`),
    context('Until you review it, sales sees a warning next to it.'),
    ...items.flatMap((item) => reviewRow(item, { page: 0, ownerId, kindLabel: (key) => kindLabel(kinds, key) })),
    ...turns('reviews', { page, total, size: REVIEWS_SIZE }),
  ];
}
