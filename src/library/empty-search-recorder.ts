import type { Db } from '../platform/db/open.ts';
import type { Write } from '../platform/db/write.ts';
import type { Now } from '../platform/time/clock.ts';
import { recordEmptySearch } from './empty-searches.ts';
import { meaningOf, meansTheSame } from './search/meaning.ts';
import { searchLibrary } from './search/search.ts';

/** Remembered searches of one person. */
const MOST_REMEMBERED = 50;

/**
 * Records searches without a result, at most once a day for each person and meaning. The person is known only in memory,
 * and only until the day ends.
 */
export function createEmptySearchRecorder({ db, write, now }: { db: Db; write: Write; now: Now }) {
  let day = '';
  const recorded = new Map<string, string[]>();
  return async (words: string, userId: string): Promise<void> => {
    const at = now();
    if (words.trim() === '' || searchLibrary(db, { words, limit: 1, offset: 0 }, at).exact > 0) return;
    const today = at.toISOString().slice(0, 10);
    if (day !== today) recorded.clear();
    day = today;
    const meaning = meaningOf(words);
    const before = recorded.get(userId) ?? [];
    if (before.some((one) => meansTheSame(one, meaning))) return;
    recorded.set(userId, [...before, meaning].slice(-MOST_REMEMBERED));
    await write((tx) => recordEmptySearch(tx, words, at));
  };
}
