/** Whoever asked to be told when there is something: by name, until it is there. */
import { and, asc, count, eq, isNull, lte, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { searchLibrary } from './search/search.ts';
import { type LibraryWish, libraryWishes } from './usage-table.ts';

/** The library is looked through again so often: an item may also be found by its text, which is read after it came. */
const LOOK_AGAIN_MS = 60_000;
/** So many at once, so that the loop stays free; the rest has its turn at the next sweep. */
const AT_ONCE = 20;
const MOST_OPEN = 25;

const openOf = (userId: string) => and(eq(libraryWishes.userId, userId), isNull(libraryWishes.toldAt));
const sameWords = (words: string) => sql`lower(${libraryWishes.words}) = lower(${words})`;

/**
 * Tells this person once there is something. A second time changes nothing.
 * @throws UserError when they wait for very many things.
 */
export function addSearchAlert(tx: Tx, { userId, words }: { userId: string; words: string }, now: Date): void {
  if (isWishedFor(tx, { userId, words })) return;
  const open = tx.select({ wishes: count() }).from(libraryWishes).where(openOf(userId)).get()?.wishes ?? 0;
  if (open >= MOST_OPEN) {
    throw new UserError(`You wait for ${open} things already. \`/request-content\` asks marketing to make one.`);
  }
  tx.insert(libraryWishes).values({ userId, words, at: now, lookedAt: now }).run();
}

export const isWishedFor = (db: Db, { userId, words }: { userId: string; words: string }): boolean =>
  db
    .select({ id: libraryWishes.id })
    .from(libraryWishes)
    .where(and(openOf(userId), sameWords(words)))
    .get() !== undefined;

/** They do not wait for it any more. */
export function removeSearchAlert(tx: Tx, { userId, words }: { userId: string; words: string }): void {
  tx.delete(libraryWishes)
    .where(and(openOf(userId), sameWords(words)))
    .run();
}

export const wishById = (db: Db, id: number): LibraryWish | undefined =>
  db.select().from(libraryWishes).where(eq(libraryWishes.id, id)).get();

/** Tells those for whose words there is something now that is not past its review date. */
export function grantWishes(tx: Tx, now: Date): void {
  const due = tx
    .select()
    .from(libraryWishes)
    .where(and(isNull(libraryWishes.toldAt), lte(libraryWishes.lookedAt, new Date(now.getTime() - LOOK_AGAIN_MS))))
    .orderBy(asc(libraryWishes.lookedAt))
    .limit(AT_ONCE)
    .all();
  for (const wish of due) {
    const found = searchLibrary(tx, { words: wish.words, stale: false, limit: 1, offset: 0 }, now);
    const item = found.exact > 0 ? found.items[0] : undefined;
    const change = item ? { toldAt: now, itemId: item.id } : {};
    tx.update(libraryWishes)
      .set({ lookedAt: now, ...change })
      .where(eq(libraryWishes.id, wish.id))
      .run();
    if (item) enqueue(tx, { kind: 'library_wish', facts: { wishId: wish.id }, lane: wish.userId }, now);
  }
}
