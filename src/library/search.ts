import type { Db } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { type ItemFilter, isStale, itemsById, listItems } from './queries.ts';
import { readQuestion, type Term } from './question.ts';
import type { LibraryItem } from './table.ts';
import { tagKey } from './words.ts';

export interface LibraryQuestion extends ItemFilter {
  /** As somebody typed them; without words it is a list, the newest first. */
  words: string;
  limit: number;
  offset: number;
}

/** An item with whether its review date has passed: never offer a stale one without saying so. */
export type FoundItem = LibraryItem & { isStale: boolean };

export interface Found {
  items: FoundItem[];
  total: number;
  /** How many of `total` have all that was asked for; they come first, the others are the nearest there are. */
  exact: number;
}

/** Fewer than this, and the nearest of the others come after them. */
const FEW = 3;
const MOST_NEAR = 10;

/**
 * Searches titles, tags, kinds, summaries and the text of documents. Word forms, accents, typing errors, joined words and
 * synonyms are understood. Fresh items come before stale ones; retired ones never. Takes whatever somebody types.
 */
export function searchLibrary(db: Db, question: LibraryQuestion, now: Date): Found {
  const { words, limit, offset, ...filter } = question;
  const terms = readQuestion(db, words);
  if (terms.length === 0) {
    if (/[\p{L}\p{N}]/u.test(words) || words.trim() === '') {
      const { items, total } = listItems(db, filter, { limit, offset }, now);
      return { items: withStale(items, now), total, exact: total };
    }
    return { items: [], total: 0, exact: 0 };
  }
  const exact = hitsOf(db, terms.join(' AND '), filter, { limit, offset }, now);
  if (exact.total >= FEW || terms.length === 1)
    return { ...load(db, exact.ids, now), total: exact.total, exact: exact.total };
  const all = hitsOf(db, terms.join(' AND '), filter, { limit: FEW, offset: 0 }, now).ids;
  const near = hitsOf(db, terms.join(' OR '), filter, { limit: MOST_NEAR + FEW, offset: 0 }, now).ids;
  const ids = [...new Set([...all, ...near])];
  return { ...load(db, ids.slice(offset, offset + limit), now), total: ids.length, exact: exact.total };
}

/** The few best while somebody types: the last word may be half typed. */
export function suggestItems(db: Db, words: string, limit: number, now: Date): FoundItem[] {
  const terms = readQuestion(db, words, true);
  if (terms.length === 0) return searchLibrary(db, { words: '', limit, offset: 0 }, now).items;
  const page = { limit, offset: 0 };
  const { ids } = hitsOf(db, terms.join(' AND '), {}, page, now);
  const near = ids.length < FEW && terms.length > 1 ? hitsOf(db, terms.join(' OR '), {}, page, now).ids : [];
  return load(db, [...new Set([...ids, ...near])].slice(0, limit), now).items;
}

const load = (db: Db, ids: number[], now: Date) => ({ items: withStale(itemsById(db, ids), now) });
const withStale = (items: LibraryItem[], now: Date): FoundItem[] =>
  items.map((item) => ({ ...item, isStale: isStale(item, now) }));

/** How much a word counts in each column of the index: title, tags, kind and stage, summary, text of the document. */
const WEIGHTS = '10, 6, 5, 4, 1';

const ranked = prepared((db) =>
  db.$client.prepare(`
    WITH hits AS MATERIALIZED
      (SELECT rowid AS id, bm25(library_search, ${WEIGHTS}) AS score FROM library_search WHERE library_search MATCH @match)
    SELECT item.id, count(*) OVER () AS total
    FROM hits JOIN library_items AS item ON item.id = hits.id
    WHERE item.retired_at IS NULL
      AND (@anyStage OR item.stage IS @stage)
      AND (@kind IS NULL OR item.kind = @kind)
      AND (@owner IS NULL OR item.owner_id = @owner)
      AND (@stale IS NULL OR (item.review_at <= @now) = @stale)
      AND (@tag IS NULL OR EXISTS (SELECT 1 FROM library_tags WHERE key = @tag AND item_id = item.id))
    ORDER BY item.review_at <= @now, score, item.id DESC
    LIMIT @limit OFFSET @offset`),
);

function hitsOf(
  db: Db,
  match: Term,
  filter: ItemFilter,
  page: { limit: number; offset: number },
  now: Date,
): { ids: number[]; total: number } {
  const rows = ranked(db).all({
    match,
    anyStage: filter.stage === undefined ? 1 : 0,
    stage: filter.stage ?? null,
    kind: filter.kind ?? null,
    owner: filter.ownerId ?? null,
    tag: filter.tag === undefined ? null : tagKey(filter.tag),
    stale: filter.stale === undefined ? null : filter.stale ? 1 : 0,
    now: now.getTime(),
    ...page,
  }) as { id: number; total: number }[];
  // Past the last page there is no row to tell how many there are.
  const total =
    rows.length === 0 && page.offset > 0
      ? hitsOf(db, match, filter, { limit: 1, offset: 0 }, now).total
      : (rows[0]?.total ?? 0);
  return { ids: rows.map(({ id }) => id), total };
}
