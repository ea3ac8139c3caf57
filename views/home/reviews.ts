import { type DueReviews, REVIEWS_SIZE } from '../../src/home/reviews.ts';
import { kindLabel } from '../../src/library/settings.ts';
import { type Blocks, bold, context, heading, type Piece } from '../kit/blocks.ts';
import { reviewRow } from '../library/review.ts';
import { turns } from './home.ts';

/** Somebody's items that are past their review date, with what can be done to each. */
export function reviewBlocks({ items, kinds, ownerId, page, total }: DueReviews): Blocks {
  if (total === 0) return [];
  return [
    heading(total === 1 ? 'Does this still hold?' : 'Do these still hold?'),
    context(
      `You look after ${total === 1 ? 'it' : 'them'} in the library. Until you have looked, sales sees a warning beside ${total === 1 ? 'it' : 'them'}.`,
    ),
    ...items.flatMap((item) => reviewRow(item, { page: 0, ownerId, kindLabel: (key) => kindLabel(kinds, key) })),
    ...turns('reviews', { page, total, size: REVIEWS_SIZE }),
  ];
}

export const reviewsHeadlines = ({ total }: DueReviews): Piece[][] =>
  total === 0 ? [] : [[bold(total === 1 ? 'One item' : `${total} items`), ' of the library to look at again']];
