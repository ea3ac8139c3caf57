import { noteChange } from '../platform/changes/changes.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { setupMarks } from './table.ts';

/** Notes that something of set-up was done. @returns false when it was already. */
export function mark(tx: Tx, key: string, by: string | null, now: Date): boolean {
  const isNew = tx.insert(setupMarks).values({ key, by, at: now }).onConflictDoNothing().run().changes === 1;
  // The check-list is on the home of everyone who may see it.
  if (isNew) noteChange(tx, { people: [by], everybody: true }, now);
  return isNew;
}

export const isMarked = (db: Db, key: string): boolean =>
  db.select({ key: setupMarks.key }).from(setupMarks).where(eq(setupMarks.key, key)).get() !== undefined;

/** Somebody has looked at when the teams work. */
export const TIMES = 'times';
/** A rehearsal was played to its end. */
export const REHEARSED = 'rehearsed';
/** The check-list is not wanted any more. */
export const HIDDEN = 'hidden';
/** There was a start without teams. */
export const GREETED = 'greeted';
