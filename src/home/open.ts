/** The people who may have their home open. */

import { noteChange } from '../platform/changes/changes.ts';
import { eq, gte, lt, lte, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { preparedRows } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import { HOUR_MS } from '../platform/time/units.ts';
import { homes } from './table.ts';

/**
 * Slack reports that a person opens Baton and which tab they view, but not that they leave
 * (https://docs.slack.dev/reference/events/app_home_opened). A home stays up to date for this long; after that it is
 * redrawn when it is opened again.
 */
const OPEN_MS = 12 * HOUR_MS;

export const isStillOpen = (openedAt: Date, now: Date): boolean => now.getTime() - openedAt.getTime() < OPEN_MS;

/**
 * Notes that a person views their home or acts on it. `fresh`, when they open it, returns its lists to the first page.
 */
export function openHome(tx: Tx, userId: string, { at, fresh }: { at: Date; fresh: boolean }): void {
  tx.insert(homes)
    .values({ userId, openedAt: at, pages: {} })
    .onConflictDoUpdate({ target: homes.userId, set: { openedAt: at, ...(fresh && { pages: {} }) } })
    .run();
}

/** Notes that a person went to the messages tab, so that no one sees the home. Ignored if older than its opening. */
export function closeHome(tx: Tx, userId: string, at: Date): void {
  tx.delete(homes)
    .where(sql`${homes.userId} = ${userId} and ${lte(homes.openedAt, at)}`)
    .run();
}

const ofPerson = preparedRows(homes, eq(homes.userId, sql.placeholder('userId')));

/** The page that each part of a home shows. */
export const pagesOf = (db: Db, userId: string): Record<string, number> => ofPerson(db).get({ userId })?.pages ?? {};

export function turnPage(tx: Tx, userId: string, { part, page }: { part: string; page: number }, now: Date): void {
  const pages = { ...pagesOf(tx, userId), [part]: page };
  tx.insert(homes)
    .values({ userId, openedAt: now, pages })
    .onConflictDoUpdate({ target: homes.userId, set: { openedAt: now, pages } })
    .run();
  noteChange(tx, { people: [userId] }, now);
}

export const openHomes = (db: Db, now: Date): { userId: string; openedAt: Date }[] =>
  db
    .select({ userId: homes.userId, openedAt: homes.openedAt })
    .from(homes)
    .where(gte(homes.openedAt, new Date(now.getTime() - OPEN_MS)))
    .all();

export function pruneHomes(tx: Tx, now: Date): void {
  tx.delete(homes)
    .where(lt(homes.openedAt, new Date(now.getTime() - OPEN_MS)))
    .run();
}
