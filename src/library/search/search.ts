import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Slice } from '../../platform/paging.ts';
import { type ItemFilter, isStale, itemsById, listItems } from '../queries.ts';
import type { LibraryItem } from '../table.ts';
import { tagKey } from '../words.ts';
import { kindTerm, shelfOf, stageTerm } from './index-item.ts';
import { readQuestion, type Term } from './question.ts';

export interface LibraryQuestion extends ItemFilter {
  /** As typed; without words the newest items are listed. */
  words: string;
  limit: number;
  offset: number;
}

/** An item, and whether its review date has passed. */
export type FoundItem = LibraryItem & { isStale: boolean };

export interface Found {
  items: FoundItem[];
  total: number;
  /** The exact matches among `total`, which come first; closest results follow. */
  exact: number;
}

/** With fewer exact matches, closest results are added. */
const FEW = 3;
const MOST_NEAR = 10;

/**
 * Searches titles, tags, kinds, summaries and the text of documents, in spite of word forms, accents, typos, joined
 * words and synonyms. Current items come before stale ones; retired ones are left out. Any typed text is allowed.
 */
export function searchLibrary(db: Db, question: LibraryQuestion, now: Date): Found {
  const { words, limit, offset, ...filter } = question;
  if (words.trim() === '') {
    const { items, total } = listItems(db, filter, { limit, offset }, now);
    return { items: withStale(items, now), total, exact: total };
  }
  const terms = readQuestion(db, words);
  if (terms.length === 0) return { items: [], total: 0, exact: 0 };
  const exact = hitsOf(db, terms, filter, { limit, offset }, now);
  if (exact.total >= FEW || terms.length === 1) {
    return { items: load(db, exact.ids, now), total: exact.total, exact: exact.total };
  }
  const first = exact.total === 0 ? [] : hitsOf(db, terms, filter, { limit: FEW, offset: 0 }, now).ids;
  const near = nearestOf(db, terms, filter, MOST_NEAR + FEW, now);
  const ids = [...new Set([...first, ...near])];
  return { items: load(db, ids.slice(offset, offset + limit), now), total: ids.length, exact: exact.total };
}

/** The best matches while a person types: the last word may be incomplete. */
export const suggestItems = (db: Db, words: string, limit: number, now: Date): FoundItem[] =>
  findWhileTyping(db, words, limit, now).items;

/** The same, with the number of exact matches. */
export function findWhileTyping(db: Db, words: string, limit: number, now: Date): Pick<Found, 'items' | 'exact'> {
  const page = { limit, offset: 0 };
  if (words.trim() === '') return searchLibrary(db, { words: '', ...page }, now);
  const terms = readQuestion(db, words, true);
  if (terms.length === 0) return { items: [], exact: 0 };
  const { ids } = hitsOf(db, terms, {}, page, now);
  const near = ids.length < FEW && terms.length > 1 ? nearestOf(db, terms, {}, limit, now) : [];
  return { items: load(db, [...new Set([...ids, ...near])].slice(0, limit), now), exact: ids.length };
}

const load = (db: Db, ids: number[], now: Date): FoundItem[] => withStale(itemsById(db, ids), now);
const withStale = (items: LibraryItem[], now: Date): FoundItem[] =>
  items.map((item) => ({ ...item, isStale: isStale(item, now) }));

const matching = prepared((db) =>
  db.$client.prepare('SELECT count(*) FROM library_search WHERE library_search MATCH ?').pluck(),
);

/** A word in more items says little, and ranking them all takes long. */
const COMMON = 3_000;

/** The closest results: items with the rarest terms come first, so the commonest term is left out first. */
function nearestOf(db: Db, terms: readonly Term[], filter: ItemFilter, limit: number, now: Date): number[] {
  const counted = terms.map((term) => ({ term, items: matching(db).get(term) as number }));
  const there = counted.filter(({ items }) => items > 0).sort((one, other) => one.items - other.items);
  const ids = new Set<number>();
  const add = (some: Term[]) => {
    for (const id of hitsOf(db, some, filter, { limit, offset: 0 }, now).ids) ids.add(id);
  };
  const most = there.length === terms.length ? there.length - 1 : there.length;
  for (let kept = most; kept > 1 && ids.size < limit; kept -= 1) {
    if ((there[0]?.items ?? 0) <= COMMON) add(there.slice(0, kept).map(({ term }) => term));
  }
  if (there.length > 0 && ids.size < limit) add([anyTelling(there)]);
  return [...ids].slice(0, limit);
}

/** Matches any term but the most frequent ones; of frequent terms alone, the two rarest. */
function anyTelling(rarestFirst: { term: Term; items: number }[]): Term {
  const telling = rarestFirst.filter(({ items }) => items <= COMMON);
  const chosen = telling.length > 0 ? telling : rarestFirst.slice(0, 2);
  return `(${chosen.map(({ term }) => term).join(telling.length > 0 ? ' OR ' : ' AND ')})`;
}

/** The weight of each column of the index: title, tags, kind and stage, summary, text. */
const WEIGHTS = '10, 6, 5, 4, 1';

/**
 * Within a block of the best matches, current items come before stale ones. Reading the dates of tens of thousands of
 * items would be too slow while a person types.
 */
const BLOCK = 1_000;

const ranked = prepared((db) =>
  db.$client.prepare(`
    WITH hits AS MATERIALIZED
      (SELECT rowid AS id, bm25(library_search, ${WEIGHTS}) AS score
       FROM library_search WHERE library_search MATCH @match
       ORDER BY score, rowid DESC LIMIT @most OFFSET @skip)
    SELECT item.id, count(*) OVER () AS total
    FROM hits JOIN library_items AS item ON item.id = hits.id
    WHERE item.retired_at IS NULL
      AND (@owner IS NULL OR item.owner_id = @owner)
      AND (@unstaged = 0 OR item.stage IS NULL)
      AND (@stale IS NULL OR (item.review_at <= @now) = @stale)
      AND (@tag IS NULL OR EXISTS (SELECT 1 FROM library_tags WHERE key = @tag AND item_id = item.id))
    ORDER BY item.review_at <= @now, score, item.id DESC
    LIMIT @limit OFFSET @offset`),
);

interface Hits {
  ids: number[];
  total: number;
}

/** Matches all `terms` and the filter. */
function hitsOf(db: Db, terms: readonly Term[], filter: ItemFilter, page: Slice, now: Date): Hits {
  const { stage, kind, ownerId, tag, stale } = filter;
  const match = [...terms, ...(stage ? [shelfOf(stageTerm(stage))] : []), ...(kind ? [shelfOf(kindTerm(kind))] : [])];
  const narrow = {
    match: match.join(' AND '),
    owner: ownerId ?? null,
    unstaged: stage === null ? 1 : 0,
    tag: tag === undefined ? null : tagKey(tag),
    stale: stale === undefined ? null : stale ? 1 : 0,
    now: now.getTime(),
  };
  // Filters that the index does not know need the rows, so then all matches are read.
  const isInIndex = ownerId === undefined && stage !== null && tag === undefined && stale === undefined;
  if (!isInIndex) return hitsAmong(db, { ...narrow, most: -1, skip: 0, ...page });
  const skip = Math.floor(page.offset / BLOCK) * BLOCK;
  const limit = Math.min(page.limit, skip + BLOCK - page.offset);
  const { ids } = hitsAmong(db, { ...narrow, most: BLOCK, skip, limit, offset: page.offset - skip });
  const next = { limit: page.limit - limit, offset: skip + BLOCK };
  const rest = next.limit > 0 && ids.length === limit ? hitsOf(db, terms, filter, next, now).ids : [];
  return { ids: [...ids, ...rest], total: matching(db).get(narrow.match) as number };
}

function hitsAmong(db: Db, asked: Slice & Record<string, string | number | null>): Hits {
  const rows = ranked(db).all(asked) as { id: number; total: number }[];
  const ids = rows.map(({ id }) => id);
  // Past the last page there is no row to tell how many there are.
  if (rows.length === 0 && asked.offset > 0)
    return { ids, total: hitsAmong(db, { ...asked, limit: 1, offset: 0 }).total };
  return { ids, total: rows[0]?.total ?? 0 };
}
