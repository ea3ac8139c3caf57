/** Figures for marketing: how items are used, by whom, and to which effect. */

import { leads } from '../leads/table.ts';
import { type Stage, stages } from '../leads/types.ts';
import {
  and,
  count,
  countDistinct,
  desc,
  eq,
  gte,
  inArray,
  lt,
  notExists,
  type SQL,
  sql,
} from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { type Shelf, shelves } from './queries.ts';
import { type ContentKind, kindsOf, OTHER_KIND } from './settings.ts';
import { isCurrent, type LibraryItem, libraryItems } from './table.ts';
import { type LibraryUse, libraryUses } from './usage-table.ts';

interface Page {
  limit: number;
  offset: number;
}

/** Answers to "did it help?" do not count as uses. */
const isUse = sql`${libraryUses.kind} in ('shared', 'sent', 'used')`;
const times = (which: SQL) => sql<number>`coalesce(sum(${which}), 0)`;

export interface ItemUse {
  item: LibraryItem;
  uses: number;
  people: number;
  /** Won deals in which it was used. */
  won: number;
  helped: number;
  notHelped: number;
}

/** Items used since then, the most used first. */
export function mostUsed(db: Db, since: Date, page: Page): { rows: ItemUse[]; total: number } {
  const top = db
    .select({ itemId: libraryUses.itemId })
    .from(libraryUses)
    .where(and(gte(libraryUses.at, since), isUse))
    .groupBy(libraryUses.itemId)
    .orderBy(desc(count()), libraryUses.itemId)
    .limit(page.limit)
    .offset(page.offset)
    .all()
    .map(({ itemId }) => itemId);
  const total = db
    .select({ items: countDistinct(libraryUses.itemId) })
    .from(libraryUses)
    .where(and(gte(libraryUses.at, since), isUse))
    .get();
  return { rows: countedUses(db, top, since), total: total?.items ?? 0 };
}

/** In the order of `ids`. */
function countedUses(db: Db, ids: number[], since: Date): ItemUse[] {
  if (ids.length === 0) return [];
  const rows = db
    .select({
      item: libraryItems,
      uses: times(isUse),
      people: sql<number>`count(distinct case when ${isUse} then ${libraryUses.userId} end)`,
      won: sql<number>`count(distinct case when ${leads.status} = 'won' then ${leads.id} end)`,
      helped: times(sql`${libraryUses.kind} = 'helped'`),
      notHelped: times(sql`${libraryUses.kind} = 'not_helped'`),
    })
    .from(libraryUses)
    .innerJoin(libraryItems, eq(libraryItems.id, libraryUses.itemId))
    .leftJoin(leads, and(eq(leads.id, libraryUses.leadId), eq(libraryUses.kind, 'used')))
    .where(and(inArray(libraryUses.itemId, ids), gte(libraryUses.at, since)))
    .groupBy(libraryUses.itemId)
    .all();
  return ids.flatMap((id) => rows.find(({ item }) => item.id === id) ?? []);
}

/** Older items without a use since then, the oldest first. */
export function unusedSince(db: Db, since: Date, page: Page): { items: LibraryItem[]; total: number } {
  const used = db
    .select({ one: sql`1` })
    .from(libraryUses)
    .where(and(eq(libraryUses.itemId, libraryItems.id), isUse, gte(libraryUses.at, since)));
  const where = and(isCurrent, lt(libraryItems.createdAt, since), notExists(used));
  const items = db
    .select()
    .from(libraryItems)
    .where(where)
    .orderBy(libraryItems.createdAt, libraryItems.id)
    .limit(page.limit)
    .offset(page.offset)
    .all();
  return { items, total: db.select({ items: count() }).from(libraryItems).where(where).get()?.items ?? 0 };
}

/** Uses of an item, newest first. */
export function usesOfItem(db: Db, itemId: number, page: Page): { uses: LibraryUse[]; total: number } {
  const where = eq(libraryUses.itemId, itemId);
  const uses = db
    .select()
    .from(libraryUses)
    .where(where)
    .orderBy(desc(libraryUses.at), desc(libraryUses.id))
    .limit(page.limit)
    .offset(page.offset)
    .all();
  return { uses, total: db.select({ uses: count() }).from(libraryUses).where(where).get()?.uses ?? 0 };
}

/** Uses since then by the buyer's stage at that moment; null without a stage. */
export function usesByStage(db: Db, since: Date): Map<Stage | null, number> {
  const rows = db
    .select({ stage: libraryUses.stage, uses: count() })
    .from(libraryUses)
    .where(and(gte(libraryUses.at, since), isUse))
    .groupBy(libraryUses.stage)
    .all();
  return new Map(rows.map(({ stage, uses }) => [stage, uses]));
}

/** Deals won since then with the items used in them, newest first. */
export function wonWith(
  db: Db,
  since: Date,
  page: Page,
): { deals: { leadId: number; items: string[] }[]; total: number } {
  const where = and(eq(leads.status, 'won'), gte(leads.updatedAt, since), eq(libraryUses.kind, 'used'));
  const ids = db
    .select({ leadId: leads.id })
    .from(leads)
    .innerJoin(libraryUses, eq(libraryUses.leadId, leads.id))
    .where(where)
    .groupBy(leads.id)
    .orderBy(desc(leads.updatedAt), desc(leads.id))
    .limit(page.limit)
    .offset(page.offset)
    .all();
  const total = db
    .select({ deals: countDistinct(leads.id) })
    .from(leads)
    .innerJoin(libraryUses, eq(libraryUses.leadId, leads.id))
    .where(where)
    .get();
  return { deals: titlesIn(db, ids), total: total?.deals ?? 0 };
}

function titlesIn(db: Db, deals: { leadId: number }[]): { leadId: number; items: string[] }[] {
  const rows = db
    .selectDistinct({ leadId: libraryUses.leadId, title: libraryItems.title })
    .from(libraryUses)
    .innerJoin(libraryItems, eq(libraryItems.id, libraryUses.itemId))
    .where(
      and(
        inArray(
          libraryUses.leadId,
          deals.map(({ leadId }) => leadId),
        ),
        eq(libraryUses.kind, 'used'),
      ),
    )
    .all();
  return deals.map(({ leadId }) => ({
    leadId,
    items: rows.filter((row) => row.leadId === leadId).map(({ title }) => title),
  }));
}

/** One row of the library as a table: a stage with its items by kind, and the kinds without items. */
export interface ShelfRow {
  /** Null for items for any stage. */
  stage: Stage | null;
  items: number;
  kinds: { kind: string; items: number }[];
  holes: string[];
}

/** In the order of stages; kinds in the order of the company's list, unknown ones last. */
export function shelfTable(db: Db): ShelfRow[] {
  const counts = shelves(db);
  const kinds = kindsOf(db);
  return [...stages, null].map((stage) => rowOf(stage, counts, kinds));
}

function rowOf(stage: Stage | null, counts: readonly Shelf[], kinds: readonly ContentKind[]): ShelfRow {
  const here = counts.filter((shelf) => shelf.stage === stage);
  const order = (kind: string) => {
    const at = kinds.findIndex(({ key }) => key === kind);
    return at < 0 ? kinds.length : at;
  };
  const filled = here
    .map(({ kind, items }) => ({ kind, items }))
    .toSorted((one, other) => order(one.kind) - order(other.kind));
  return {
    stage,
    items: filled.reduce((sum, { items }) => sum + items, 0),
    kinds: filled,
    holes: kinds.map(({ key }) => key).filter((key) => key !== OTHER_KIND && !filled.some(({ kind }) => kind === key)),
  };
}
