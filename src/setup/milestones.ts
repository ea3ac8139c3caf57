import { noteChange } from '../platform/changes/changes.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { setupMarks } from './table.ts';

/** Notes a milestone of the set-up. @returns false if it was reached before. */
export function reach(tx: Tx, key: string, by: string | null, now: Date): boolean {
  const isNew = tx.insert(setupMarks).values({ key, by, at: now }).onConflictDoNothing().run().changes === 1;
  // The check-list is on the home of everyone who may see it.
  if (isNew) noteChange(tx, { people: [by], everybody: true }, now);
  return isNew;
}

export const isReached = (db: Db, key: string): boolean =>
  db.select({ key: setupMarks.key }).from(setupMarks).where(eq(setupMarks.key, key)).get() !== undefined;

/** A manager confirmed the teams' working hours. */
export const HOURS_CONFIRMED = 'times';
/** A practice lead was completed. */
export const REHEARSED = 'rehearsed';
/** The check-list was closed. */
export const HIDDEN = 'hidden';
/** Admins were greeted at a start without teams. */
export const GREETED = 'greeted';
