/** Search alerts: a person is notified once a search has a result. */

import { and, asc, count, eq, lte, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { searchLibrary } from './search/search.ts';
import { isOpenAlert, type SearchAlert, searchAlerts } from './usage-table.ts';

/** Time between two searches for an alert. They repeat, because an item's text is read after the item is added. */
const LOOK_AGAIN_MS = MINUTE_MS;
/** Alerts per run, so that the event loop stays free. */
const AT_ONCE = 20;
const MOST_OPEN = 25;

const openOf = (userId: string) => and(eq(searchAlerts.userId, userId), isOpenAlert);
const sameWords = (words: string) => sql`lower(${searchAlerts.words}) = lower(${words})`;

/**
 * Adds an alert, unless the person has one for these words.
 * @throws UserError when they have too many.
 */
export function addSearchAlert(tx: Tx, { userId, words }: { userId: string; words: string }, now: Date): void {
  if (hasSearchAlert(tx, { userId, words })) return;
  const open = tx.select({ alerts: count() }).from(searchAlerts).where(openOf(userId)).get()?.alerts ?? 0;
  if (open >= MOST_OPEN) {
    throw new UserError(
      `You already have ${open} search alerts. \`/request-content\` asks marketing to make the content.`,
    );
  }
  tx.insert(searchAlerts).values({ userId, words, at: now, lookedAt: now }).run();
}

export const hasSearchAlert = (db: Db, { userId, words }: { userId: string; words: string }): boolean =>
  db
    .select({ id: searchAlerts.id })
    .from(searchAlerts)
    .where(and(openOf(userId), sameWords(words)))
    .get() !== undefined;

export function removeSearchAlert(tx: Tx, { userId, words }: { userId: string; words: string }): void {
  tx.delete(searchAlerts)
    .where(and(openOf(userId), sameWords(words)))
    .run();
}

export const searchAlertById = (db: Db, id: number): SearchAlert | undefined =>
  db.select().from(searchAlerts).where(eq(searchAlerts.id, id)).get();

/** Notifies the people whose search now finds an item before its review date. */
export function answerSearchAlerts(tx: Tx, now: Date): void {
  const due = tx
    .select()
    .from(searchAlerts)
    .where(and(isOpenAlert, lte(searchAlerts.lookedAt, new Date(now.getTime() - LOOK_AGAIN_MS))))
    .orderBy(asc(searchAlerts.lookedAt))
    .limit(AT_ONCE)
    .all();
  for (const alert of due) {
    const found = searchLibrary(tx, { words: alert.words, stale: false, limit: 1, offset: 0 }, now);
    const item = found.exact > 0 ? found.items[0] : undefined;
    const change = item ? { toldAt: now, itemId: item.id } : {};
    tx.update(searchAlerts)
      .set({ lookedAt: now, ...change })
      .where(eq(searchAlerts.id, alert.id))
      .run();
    if (item) enqueue(tx, 'search_alert', { wishId: alert.id }, { orderingKey: alert.userId }, now);
  }
}
