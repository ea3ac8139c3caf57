/** Who may be looking at their home. */

import { noteChange } from '../platform/changes/changes.ts';
import { eq, gte, lt, lte, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import { HOUR_MS } from '../platform/time/units.ts';
import { homes } from './table.ts';

/**
 * Slack tells when somebody enters Baton's place, and which of its tabs they look at, but not when they leave
 * (https://docs.slack.dev/reference/events/app_home_opened). A home that is left open for a working day is kept up to
 * date; one that was opened longer ago is shown anew when it is opened again.
 */
const OPEN_MS = 12 * HOUR_MS;

export const isStillOpen = (openedAt: Date, now: Date): boolean => now.getTime() - openedAt.getTime() < OPEN_MS;

/** Somebody looks at their home, or does something there. Its lists begin at their beginning when it is opened. */
export function openHome(tx: Tx, userId: string, { at, fresh }: { at: Date; fresh: boolean }): void {
  tx.insert(homes)
    .values({ userId, openedAt: at, pages: {} })
    .onConflictDoUpdate({ target: homes.userId, set: { openedAt: at, ...(fresh && { pages: {} }) } })
    .run();
}

/** They went to the messages: nobody sees the home now. A word that is older than its opening means nothing. */
export function closeHome(tx: Tx, userId: string, at: Date): void {
  tx.delete(homes)
    .where(sql`${homes.userId} = ${userId} and ${lte(homes.openedAt, at)}`)
    .run();
}

const ofPerson = prepared((db) =>
  db
    .select()
    .from(homes)
    .where(eq(homes.userId, sql.placeholder('userId')))
    .prepare(),
);

/** Which page each part of somebody's home shows. */
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
