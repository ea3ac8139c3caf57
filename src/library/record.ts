import { eq } from '../db/drizzle.ts';
import type { Tx } from '../db/write.ts';
import { noteChange } from '../home/changes.ts';
import { indexItem } from './index-item.ts';
import { isStale } from './queries.ts';
import { type LibraryItem, libraryItems, libraryTags, libraryTexts, libraryVersions } from './table.ts';
import type { ItemChange } from './terms.ts';
import { tagKey } from './words.ts';

interface Changed {
  change: ItemChange;
  /** Undefined for a new one. */
  before: LibraryItem | undefined;
  item: LibraryItem;
  by: string;
}

/** What goes with every change of an item: its version, its tags, its document to be read, and what finds it. */
export function recordChange(tx: Tx, { change, before, item, by }: Changed, now: Date): void {
  const { title, kind, stage, tags, summary, link, file, ownerId, reviewAt } = item;
  const fields = { title, kind, stage, tags, summary, link, file, ownerId, reviewAt: reviewAt.getTime() };
  tx.insert(libraryVersions).values({ itemId: item.id, version: item.version, change, fields, by, at: now }).run();
  // Nobody's home shows an item that is not past its review date.
  const isShown = [before, item].some((one) => one && isStale(one, now));
  if (isShown) noteChange(tx, { people: [before?.ownerId ?? null, ownerId] }, now);
  if (JSON.stringify(before?.file) !== JSON.stringify(item.file)) expectText(tx, item, now);
  // Keeping an item as it is leaves everything by which it is found.
  if (change === 'kept') return;
  keepTags(tx, item);
  indexItem(tx, before, item);
}

function keepTags(tx: Tx, { id, tags, retiredAt }: LibraryItem): void {
  tx.delete(libraryTags).where(eq(libraryTags.itemId, id)).run();
  if (retiredAt || tags.length === 0) return;
  tx.insert(libraryTags)
    .values(tags.map((tag) => ({ itemId: id, key: tagKey(tag), tag })))
    .onConflictDoNothing()
    .run();
}

/** The document is another one: it is fetched and read later, outside this transaction. */
function expectText(tx: Tx, { id, file }: LibraryItem, now: Date): void {
  tx.delete(libraryTexts).where(eq(libraryTexts.itemId, id)).run();
  const state = file?.sha256 === null ? 'fetching' : 'waiting';
  if (file) tx.insert(libraryTexts).values({ itemId: id, state, at: now }).run();
}

/** Stores what `item` is now. */
export const store = (tx: Tx, item: LibraryItem): void =>
  void tx.update(libraryItems).set(item).where(eq(libraryItems.id, item.id)).run();
