import type { Stage } from '../leads/types.ts';
import { and, asc, count, desc, eq, gt, inArray, isNull, lte, type SQL, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import { UserError } from '../platform/errors.ts';
import type { Slice } from '../platform/paging.ts';
import {
  type ItemText,
  type ItemVersion,
  isCurrent,
  type LibraryItem,
  libraryItems,
  libraryTags,
  libraryTexts,
  libraryVersions,
} from './table.ts';
import { tagKey } from './words.ts';

const byId = preparedRows(libraryItems, eq(libraryItems.id, sql.placeholder('id')));

export const itemById = (db: Db, id: number): LibraryItem | undefined => byId(db).get({ id });

/** Includes retired items. */
export function requireItem(db: Db, id: number): LibraryItem {
  const item = itemById(db, id);
  if (!item) throw new UserError('This item is no longer in the library.');
  return item;
}

/** @throws UserError when it is retired. */
export function requireCurrentItem(db: Db, id: number): LibraryItem {
  const item = requireItem(db, id);
  if (item.retiredAt) throw new UserError('This item was retired. Please search for its replacement.');
  return item;
}

/** In the order of `ids`; unknown ids are left out. */
export function itemsById(db: Db, ids: readonly number[]): LibraryItem[] {
  if (ids.length === 0) return [];
  const found = db
    .select()
    .from(libraryItems)
    .where(inArray(libraryItems.id, [...ids]))
    .all();
  const items = new Map(found.map((item) => [item.id, item]));
  return ids.flatMap((id) => items.get(id) ?? []);
}

/** The next items by id, retired ones included, to go through all of them. */
export const itemsAfter = (db: Db, id: number, limit: number): LibraryItem[] =>
  db.select().from(libraryItems).where(gt(libraryItems.id, id)).orderBy(asc(libraryItems.id)).limit(limit).all();

/** Whether its review date has passed. Wherever an item is offered, this is shown. */
export const isStale = (item: Pick<LibraryItem, 'reviewAt'>, now: Date): boolean => item.reviewAt <= now;

export interface ItemFilter {
  /** Null: items without a stage. */
  stage?: Stage | null;
  /** Key of a kind. */
  kind?: string;
  /** Persona, industry or another tag, in any spelling that tagKey joins. */
  tag?: string;
  ownerId?: string;
  /** True: only items past their review date; false: without them. */
  stale?: boolean;
}

/** Matching items that are not retired. */
const fits = (filter: ItemFilter, now: Date): SQL | undefined =>
  and(
    isCurrent,
    filter.stage === undefined
      ? undefined
      : filter.stage === null
        ? isNull(libraryItems.stage)
        : eq(libraryItems.stage, filter.stage),
    filter.kind === undefined ? undefined : eq(libraryItems.kind, filter.kind),
    filter.tag === undefined
      ? undefined
      : sql`${libraryItems.id} in (select item_id from library_tags where key = ${tagKey(filter.tag)})`,
    filter.ownerId === undefined ? undefined : eq(libraryItems.ownerId, filter.ownerId),
    filter.stale === undefined
      ? undefined
      : filter.stale
        ? lte(libraryItems.reviewAt, now)
        : gt(libraryItems.reviewAt, now),
  );

export interface ItemPage {
  items: LibraryItem[];
  total: number;
}

/** One page of items that are not retired, newest first; with `stale: true` the longest overdue first. */
export function listItems(db: Db, filter: ItemFilter, page: Slice, now: Date): ItemPage {
  const where = fits(filter, now);
  const order = filter.stale
    ? [asc(libraryItems.reviewAt), asc(libraryItems.id)]
    : [desc(libraryItems.createdAt), desc(libraryItems.id)];
  const items = db
    .select()
    .from(libraryItems)
    .where(where)
    .orderBy(...order)
    .limit(page.limit)
    .offset(page.offset)
    .all();
  return { items, total: countItems(db, filter, now) };
}

const countItems = (db: Db, filter: ItemFilter, now: Date): number =>
  db.select({ items: count() }).from(libraryItems).where(fits(filter, now)).get()?.items ?? 0;

export interface Shelf {
  stage: Stage | null;
  kind: string;
  items: number;
}

const shelfCounts = prepared((db) =>
  db
    .select({ stage: libraryItems.stage, kind: libraryItems.kind, items: count() })
    .from(libraryItems)
    .where(isCurrent)
    .groupBy(libraryItems.stage, libraryItems.kind)
    .prepare(),
);

/** The number of items by stage and kind, without empty ones. */
export const shelves = (db: Db): Shelf[] => shelfCounts(db).all();

/** Tags in use that begin with the typed text, the most used first. */
export function tagsLike(db: Db, typed: string, limit: number): string[] {
  const key = tagKey(typed);
  return db
    .select({ tag: sql<string>`min(${libraryTags.tag})` })
    .from(libraryTags)
    .where(key === '' ? undefined : sql`key >= ${key} and key < ${`${key}\u{10ffff}`}`)
    .groupBy(libraryTags.key)
    .orderBy(desc(count()), asc(libraryTags.key))
    .limit(limit)
    .all()
    .map(({ tag }) => tag);
}

const anyTag = prepared((db) => db.select({ one: sql`1` }).from(libraryTags).limit(1).prepare());

/** Whether anything has a tag. */
export const hasTags = (db: Db): boolean => anyTag(db).get() !== undefined;

/** Newest first. */
export const versionsOf = (db: Db, itemId: number, page: Slice): ItemVersion[] =>
  db
    .select()
    .from(libraryVersions)
    .where(eq(libraryVersions.itemId, itemId))
    .orderBy(desc(libraryVersions.id))
    .limit(page.limit)
    .offset(page.offset)
    .all();

export const countVersions = (db: Db, itemId: number): number =>
  db.select({ versions: count() }).from(libraryVersions).where(eq(libraryVersions.itemId, itemId)).get()?.versions ?? 0;

const textByItem = preparedRows(libraryTexts, eq(libraryTexts.itemId, sql.placeholder('itemId')));

/** The state and text of its document; undefined for a link. */
export const textOf = (db: Db, itemId: number): ItemText | undefined => textByItem(db).get({ itemId });
