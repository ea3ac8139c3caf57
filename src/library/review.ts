import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { reviewDate } from './add.ts';
import { recordChange, store } from './history.ts';
import { isStale, requireCurrentItem, requireItem } from './queries.ts';
import { kindsOf } from './settings.ts';
import type { LibraryItem } from './table.ts';

interface Act {
  itemId: number;
  by: string;
}

/** For a kind that is no longer in the list. */
const USUAL_MONTHS = 12;

/** The next review of an item of this kind that is correct today. */
export function nextReviewDate(db: Db, kind: string, now: Date): Date {
  const known = kindsOf(db).find(({ key }) => key === kind);
  return reviewDate(known ?? { reviewMonths: USUAL_MONTHS }, now);
}

/** A date in the future stays; a person who saves an overdue item has reviewed it. */
export const reviewAfterChange = (db: Db, { reviewAt, kind }: LibraryItem, now: Date): Date =>
  reviewAt > now ? reviewAt : nextReviewDate(db, kind, now);

/** Sets the next review date by the item's kind. An item before its review date stays as it is. */
export function keepItem(tx: Tx, { itemId, by }: Act, now: Date): LibraryItem {
  const before = requireCurrentItem(tx, itemId);
  if (!isStale(before, now)) return before;
  return change(tx, 'kept', before, { reviewAt: nextReviewDate(tx, before.kind, now) }, by, now);
}

/** Retires an item: searches no longer find it, its versions stay. A second time changes nothing. */
export function retireItem(tx: Tx, { itemId, by }: Act, now: Date): LibraryItem {
  const before = requireItem(tx, itemId);
  return before.retiredAt ? before : change(tx, 'retired', before, { retiredAt: now }, by, now);
}

/** Undoes `retireItem`. */
export function restoreItem(tx: Tx, { itemId, by }: Act, now: Date): LibraryItem {
  const before = requireItem(tx, itemId);
  return before.retiredAt ? change(tx, 'restored', before, { retiredAt: null }, by, now) : before;
}

function change(
  tx: Tx,
  what: 'kept' | 'retired' | 'restored',
  before: LibraryItem,
  set: Partial<LibraryItem>,
  by: string,
  now: Date,
): LibraryItem {
  const item = { ...before, ...set, updatedAt: now, updatedBy: by };
  store(tx, item);
  recordChange(tx, { change: what, before, item, by }, now);
  return item;
}
