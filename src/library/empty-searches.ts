import { and, asc, desc, eq, gte, lt, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { mention } from '../platform/slack/mrkdwn.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { meaningOf, meansTheSame } from './search/meaning.ts';
import { searchLibrary } from './search/search.ts';
import { type LibrarySuggestion, libraryMisses, librarySuggestions } from './usage-table.ts';

/** As many searches of a kind that found nothing make marketing hear of it. */
export const ENOUGH = 3;
/** Searches further apart than this are no wish of today. */
const TOGETHER_DAYS = 90;
/** What nobody looked for again goes, words and all. */
const KEPT_DAYS = 180;
/** The newest of them are looked through for words that mean the same. */
const MOST_COMPARED = 500;

const DAY_MS = 24 * 3_600_000;
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const daysBefore = (now: Date, days: number): string => dayOf(new Date(now.getTime() - days * DAY_MS));

/**
 * Remembers that a search found nothing: what was looked for, and the day. The third of a kind is told to marketing,
 * once. Who searched is not asked for here.
 */
export function recordMiss(tx: Tx, typed: string, now: Date): void {
  const words = meaningOf(typed);
  if (words === '') return;
  tx.insert(libraryMisses)
    .values({ words, day: dayOf(now), times: 1 })
    .onConflictDoUpdate({
      target: [libraryMisses.words, libraryMisses.day],
      set: { times: sql`${libraryMisses.times} + 1` },
    })
    .run();
  const alike = missesLike(tx, words, now);
  const known = alike.find(({ suggestionId }) => suggestionId !== null)?.suggestionId;
  if (known != null) {
    join(tx, alike, known);
    return;
  }
  const times = alike.reduce((sum, miss) => sum + miss.times, 0);
  if (times >= ENOUGH) suggest(tx, { words, times, alike }, now);
}

type Miss = typeof libraryMisses.$inferSelect;

const missesLike = (tx: Tx, words: string, now: Date): Miss[] =>
  tx
    .select()
    .from(libraryMisses)
    .where(gte(libraryMisses.day, daysBefore(now, TOGETHER_DAYS)))
    .orderBy(desc(libraryMisses.day), asc(libraryMisses.words))
    .limit(MOST_COMPARED)
    .all()
    .filter((miss) => meansTheSame(miss.words, words));

function suggest(tx: Tx, { words, times, alike }: { words: string; times: number; alike: Miss[] }, now: Date): void {
  const suggestion = tx.insert(librarySuggestions).values({ words, times, state: 'open', at: now }).returning().get();
  join(tx, alike, suggestion.id);
  announce(tx, suggestion, now);
}

function join(tx: Tx, alike: Miss[], suggestionId: number): void {
  for (const { words, day } of alike) {
    const one = and(eq(libraryMisses.words, words), eq(libraryMisses.day, day));
    tx.update(libraryMisses).set({ suggestionId }).where(one).run();
  }
}

/** In the channel of the marketing team that was there first; without one there is nobody to tell yet. */
function announce(tx: Tx, { id, channel }: LibrarySuggestion, now: Date): void {
  const lane = channel ?? suggestionPlace(tx)?.channelId;
  if (lane === undefined) return;
  const facts = { suggestionId: id };
  enqueue(tx, { kind: 'library_suggestion', facts, lane, mergeKey: `library_suggestion:${id}` }, now);
}

/** The team that hears what is missing. */
export const suggestionPlace = (db: Db) => teamsOfKind(db, 'marketing').toSorted((a, b) => a.id - b.id)[0];

export const suggestionById = (db: Db, id: number): LibrarySuggestion | undefined =>
  db.select().from(librarySuggestions).where(eq(librarySuggestions.id, id)).get();

/** @throws UserError when it is settled, with who did. */
export function requireOpenSuggestion(db: Db, id: number): LibrarySuggestion {
  const suggestion = suggestionById(db, id);
  if (!suggestion) throw new UserError('This suggestion is not here any more.');
  if (suggestion.state === 'open') return suggestion;
  const did = suggestion.state === 'requested' ? 'has made a request of this' : 'has put this away';
  throw new UserError(`${mention(suggestion.by)} ${did} already.`);
}

/** A content request was made of it. A suggestion that is settled already stays as it is. */
export function suggestionBecame(
  tx: Tx,
  { suggestionId, requestId, by }: { suggestionId: number; requestId: number; by: string },
  now: Date,
): void {
  settle(tx, suggestionById(tx, suggestionId), { state: 'requested', requestId, by }, now);
}

/** Marketing does not want to make it now; the same is not suggested again while it is remembered. */
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

/** Where the suggestion stands in Slack; null when it was deleted there. */
export function placeSuggestion(tx: Tx, id: number, at: { channel: string; ts: string } | null): void {
  tx.update(librarySuggestions)
    .set(at ?? { channel: null, ts: null })
    .where(eq(librarySuggestions.id, id))
    .run();
}

/** What is looked for in vain and came since is looked at for no more of them than this. */
const MOST_LOOKED_AT = 40;

/** What is looked for and not there, the most often first; what is made, put away or there by now is no longer in it. */
export function openMisses(db: Db, limit: number, now: Date): { words: string; times: number }[] {
  const missing: { words: string; times: number }[] = [];
  for (const miss of countedMisses(db, MOST_LOOKED_AT, now)) {
    if (missing.length === limit) break;
    if (searchLibrary(db, { words: miss.words, limit: 1, offset: 0 }, now).exact === 0) missing.push(miss);
  }
  return missing;
}

function countedMisses(db: Db, limit: number, now: Date): { words: string; times: number }[] {
  const times = sql<number>`sum(${libraryMisses.times})`;
  return db
    .select({ words: sql<string>`min(${libraryMisses.words})`, times })
    .from(libraryMisses)
    .leftJoin(librarySuggestions, eq(librarySuggestions.id, libraryMisses.suggestionId))
    .where(
      and(
        gte(libraryMisses.day, daysBefore(now, TOGETHER_DAYS)),
        sql`coalesce(${librarySuggestions.state}, 'open') = 'open'`,
      ),
    )
    .groupBy(sql`coalesce(${libraryMisses.suggestionId}, ${libraryMisses.words})`)
    .orderBy(desc(times), asc(libraryMisses.words))
    .limit(limit)
    .all();
}

/** Forgets searches of half a year ago. */
export function pruneMisses(tx: Tx, now: Date): void {
  tx.delete(libraryMisses)
    .where(lt(libraryMisses.day, daysBefore(now, KEPT_DAYS)))
    .run();
}
