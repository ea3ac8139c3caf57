import { and, asc, desc, eq, gte, lt, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { dedupeKeyOf, type PostedKey, placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { mention } from '../platform/slack/mrkdwn.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { meaningOf, meansTheSame } from './search/meaning.ts';
import { searchLibrary } from './search/search.ts';
import { emptySearches, type LibrarySuggestion, librarySuggestions } from './usage-table.ts';

/** This many empty searches for the same thing become a suggestion to marketing. */
export const ENOUGH = 3;
/** Older searches no longer count. */
const TOGETHER_DAYS = 90;
/** A search that is not repeated is deleted after this. */
const KEPT_DAYS = 180;
/** The newest searches are compared for words of the same meaning. */
const MOST_COMPARED = 500;

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const daysBefore = (now: Date, days: number): string => dayOf(new Date(now.getTime() - days * DAY_MS));

/**
 * Records the words and the day of a search without a result, and not the person. Marketing is notified once, at the
 * third search for the same thing.
 */
export function recordEmptySearch(tx: Tx, typed: string, now: Date): void {
  const words = meaningOf(typed);
  if (words === '') return;
  tx.insert(emptySearches)
    .values({ words, day: dayOf(now), times: 1 })
    .onConflictDoUpdate({
      target: [emptySearches.words, emptySearches.day],
      set: { times: sql`${emptySearches.times} + 1` },
    })
    .run();
  const alike = emptySearchesLike(tx, words, now);
  const known = alike.find(({ suggestionId }) => suggestionId !== null)?.suggestionId;
  if (known != null) {
    join(tx, alike, known);
    return;
  }
  const times = alike.reduce((sum, one) => sum + one.times, 0);
  if (times >= ENOUGH) suggest(tx, { words, times, alike }, now);
}

type EmptySearch = typeof emptySearches.$inferSelect;

const emptySearchesLike = (tx: Tx, words: string, now: Date): EmptySearch[] =>
  tx
    .select()
    .from(emptySearches)
    .where(gte(emptySearches.day, daysBefore(now, TOGETHER_DAYS)))
    .orderBy(desc(emptySearches.day), asc(emptySearches.words))
    .limit(MOST_COMPARED)
    .all()
    .filter((one) => meansTheSame(one.words, words));

function suggest(
  tx: Tx,
  { words, times, alike }: { words: string; times: number; alike: EmptySearch[] },
  now: Date,
): void {
  const suggestion = tx.insert(librarySuggestions).values({ words, times, state: 'open', at: now }).returning().get();
  join(tx, alike, suggestion.id);
  announce(tx, suggestion, now);
}

function join(tx: Tx, alike: EmptySearch[], suggestionId: number): void {
  for (const { words, day } of alike) {
    const same = and(eq(emptySearches.words, words), eq(emptySearches.day, day));
    tx.update(emptySearches).set({ suggestionId }).where(same).run();
  }
}

/** In the channel of the oldest marketing team, if there is one. */
function announce(tx: Tx, { id }: LibrarySuggestion, now: Date): void {
  const key = suggestionKey(id);
  const orderingKey = placeOfPosted(tx, key)?.channel ?? suggestionPlace(tx)?.channelId;
  if (orderingKey === undefined) return;
  const payload = { suggestionId: id };
  enqueue(tx, 'library_suggestion', payload, { orderingKey, dedupeKey: dedupeKeyOf(key) }, now);
}

export const suggestionKey = (id: number): PostedKey => ({ kind: 'library_suggestion', subjectId: id });

/** The team that gets suggestions. */
export const suggestionPlace = (db: Db) => teamsOfKind(db, 'marketing').toSorted((a, b) => a.id - b.id)[0];

export const suggestionById = (db: Db, id: number): LibrarySuggestion | undefined =>
  db.select().from(librarySuggestions).where(eq(librarySuggestions.id, id)).get();

/** @throws UserError when it is settled, with the person who did it. */
export function requireOpenSuggestion(db: Db, id: number): LibrarySuggestion {
  const suggestion = suggestionById(db, id);
  if (!suggestion) throw new UserError('This suggestion is no longer available.');
  if (suggestion.state === 'open') return suggestion;
  const did = suggestion.state === 'requested' ? 'created a request for this' : 'dismissed this';
  throw new UserError(`${mention(suggestion.by)} already ${did}.`);
}

/** It became a content request. A settled suggestion stays as it is. */
export function suggestionBecame(
  tx: Tx,
  { suggestionId, requestId, by }: { suggestionId: number; requestId: number; by: string },
  now: Date,
): void {
  settle(tx, suggestionById(tx, suggestionId), { state: 'requested', requestId, by }, now);
}

/** Marketing dismisses it; the same is not suggested again while its searches are kept. */
export function putSuggestionAway(tx: Tx, { suggestionId, by }: { suggestionId: number; by: string }, now: Date): void {
  const suggestion = suggestionById(tx, suggestionId);
  if (suggestion?.state === 'put_away' && suggestion.by === by) return;
  settle(tx, requireOpenSuggestion(tx, suggestionId), { state: 'put_away', by }, now);
}

function settle(
  tx: Tx,
  suggestion: LibrarySuggestion | undefined,
  change: Pick<LibrarySuggestion, 'state'> & Partial<LibrarySuggestion>,
  now: Date,
): void {
  if (suggestion?.state !== 'open') return;
  tx.update(librarySuggestions)
    .set({ ...change, settledAt: now })
    .where(eq(librarySuggestions.id, suggestion.id))
    .run();
  announce(tx, suggestion, now);
}

/** Empty searches that are tried again, in case the content was added since. */
const MOST_LOOKED_AT = 40;

/** Searches still without a result, most frequent first; requested and dismissed ones are left out. */
export function unmetSearches(db: Db, limit: number, now: Date): { words: string; times: number }[] {
  const missing: { words: string; times: number }[] = [];
  for (const one of countedSearches(db, MOST_LOOKED_AT, now)) {
    if (missing.length === limit) break;
    if (searchLibrary(db, { words: one.words, limit: 1, offset: 0 }, now).exact === 0) missing.push(one);
  }
  return missing;
}

function countedSearches(db: Db, limit: number, now: Date): { words: string; times: number }[] {
  const times = sql<number>`sum(${emptySearches.times})`;
  return db
    .select({ words: sql<string>`min(${emptySearches.words})`, times })
    .from(emptySearches)
    .leftJoin(librarySuggestions, eq(librarySuggestions.id, emptySearches.suggestionId))
    .where(
      and(
        gte(emptySearches.day, daysBefore(now, TOGETHER_DAYS)),
        sql`coalesce(${librarySuggestions.state}, 'open') = 'open'`,
      ),
    )
    .groupBy(sql`coalesce(${emptySearches.suggestionId}, ${emptySearches.words})`)
    .orderBy(desc(times), asc(emptySearches.words))
    .limit(limit)
    .all();
}

export function pruneEmptySearches(tx: Tx, now: Date): void {
  tx.delete(emptySearches)
    .where(lt(emptySearches.day, daysBefore(now, KEPT_DAYS)))
    .run();
}
