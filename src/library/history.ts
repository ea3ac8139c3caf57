import { noteChange } from '../platform/changes/changes.ts';
import { eq, sql } from '../platform/db/drizzle.ts';
import { prepared } from '../platform/db/prepared.ts';
import { insertNewRow, insertRow } from '../platform/db/rows.ts';
import type { Tx } from '../platform/db/write.ts';
import { refreshLive } from '../platform/outbox/live-messages.ts';
import { isStale } from './queries.ts';
import { indexItem } from './search/index-item.ts';
import { type LibraryItem, libraryItems, libraryTags, libraryTexts, libraryVersions } from './table.ts';
import type { ItemChange } from './types.ts';
import { tagKey } from './words.ts';

interface Changed {
  change: ItemChange;
  /** Undefined for a new item. */
  before: LibraryItem | undefined;
  item: LibraryItem;
  by: string;
}

/** The subject of a person's lists of items to review. */
export const reviewsOf = (ownerId: string): string => `reviews:${ownerId}`;

/** Every change of an item stores a version, its tags and its index entry, and queues its document. */
export function recordChange(tx: Tx, { change, before, item, by }: Changed, now: Date): void {
  const { title, kind, stage, tags, summary, link, file, ownerId, reviewAt } = item;
  const fields = { title, kind, stage, tags, summary, link, file, ownerId, reviewAt: reviewAt.getTime() };
  insertRow(tx, libraryVersions, { itemId: item.id, version: item.version, change, fields, by, at: now });
  // Homes show only items past their review date.
  const isShown = [before, item].some((one) => one && isStale(one, now));
  if (isShown) {
    const owners = [before?.ownerId ?? ownerId, ownerId];
    noteChange(tx, { people: owners }, now);
    for (const owner of new Set(owners)) refreshLive(tx, reviewsOf(owner), now);
  }
  if (JSON.stringify(before?.file) !== JSON.stringify(item.file)) expectText(tx, item, now);
  // The index does not change.
  if (change === 'kept') return;
  keepTags(tx, item);
  indexItem(tx, before, item);
}

const dropTags = prepared((db) =>
  db
    .delete(libraryTags)
    .where(eq(libraryTags.itemId, sql.placeholder('itemId')))
    .prepare(),
);

function keepTags(tx: Tx, { id, tags, retiredAt }: LibraryItem): void {
  dropTags(tx).run({ itemId: id });
  if (retiredAt) return;
  for (const tag of tags) insertNewRow(tx, libraryTags, { itemId: id, key: tagKey(tag), tag });
}

const dropText = prepared((db) =>
  db
    .delete(libraryTexts)
    .where(eq(libraryTexts.itemId, sql.placeholder('itemId')))
    .prepare(),
);

/** For a new document; it is fetched and read later, outside this transaction. */
function expectText(tx: Tx, { id, file }: LibraryItem, now: Date): void {
  dropText(tx).run({ itemId: id });
  const state = file?.sha256 === null ? 'fetching' : 'waiting';
  if (file) insertRow(tx, libraryTexts, { itemId: id, state, at: now });
}

/** Stores the item. */
export const store = (tx: Tx, item: LibraryItem): void =>
  void tx.update(libraryItems).set(item).where(eq(libraryItems.id, item.id)).run();
