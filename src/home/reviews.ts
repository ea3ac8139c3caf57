import { nextReviewOf, reviewList } from '../library/due-review.ts';
import { type ContentKind, kindsOf } from '../library/settings.ts';
import type { LibraryItem } from '../library/table.ts';
import type { Db } from '../platform/db/open.ts';
import { type Page, pageOf } from '../platform/paging.ts';

export const REVIEWS_SIZE = 2;

export interface DueReviews extends Page {
  ownerId: string;
  /** Longest overdue first. */
  items: LibraryItem[];
  kinds: ContentKind[];
  changesAt: Date | undefined;
}

/** A person's library items that are past their review date. */
export function readReviews(db: Db, ownerId: string, wanted: number, now: Date): DueReviews {
  const list = pageOf((page) => reviewList(db, ownerId, page, now), { wanted, size: REVIEWS_SIZE });
  return { ...list, ownerId, kinds: kindsOf(db), changesAt: nextReviewOf(db, ownerId, now) };
}
