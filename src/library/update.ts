import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { type Content, type NewItem, requireKind } from './add.ts';
import { recordChange, store } from './history.ts';
import { requireCurrentItem } from './queries.ts';
import type { LibraryItem } from './table.ts';
import { tidyTags } from './words.ts';

export type ItemUpdate = Partial<Content> &
  Partial<Pick<NewItem, 'title' | 'kind' | 'stage' | 'tags' | 'summary' | 'ownerId'>> & {
    itemId: number;
    /** The version that the author of the change has seen. */
    version?: number;
    reviewAt?: Date;
    by: string;
  };

/**
 * Stores a new version of an item; fields that are left out stay.
 * @throws UserError when it is retired, or when someone else changed it since `version`.
 */
export function updateItem(tx: Tx, { itemId, version, by, link, file, ...what }: ItemUpdate, now: Date): LibraryItem {
  const before = requireCurrentItem(tx, itemId);
  if (version !== undefined && version !== before.version) {
    throw new UserError(`<@${before.updatedBy}> changed this item in the meantime. Please open it again.`);
  }
  if (what.kind !== undefined && what.kind !== before.kind) requireKind(tx, what.kind);
  const wanted = {
    ...before,
    ...given(what),
    ...(link === undefined ? {} : { link, file: null }),
    ...(file === undefined ? {} : { file, link: null }),
  };
  wanted.title = wanted.title.trim();
  wanted.summary = wanted.summary?.trim() || null;
  wanted.tags = tidyTags(wanted.tags);
  if (isSame(before, wanted)) return before;
  const item = { ...wanted, version: before.version + 1, updatedAt: now, updatedBy: by };
  store(tx, item);
  recordChange(tx, { change: 'updated', before, item, by }, now);
  return item;
}

const given = <T extends object>(what: T): Partial<T> =>
  Object.fromEntries(Object.entries(what).filter(([, value]) => value !== undefined)) as Partial<T>;

const isSame = (one: LibraryItem, other: LibraryItem): boolean => JSON.stringify(one) === JSON.stringify(other);
