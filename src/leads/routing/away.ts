import { noteChange } from '../../platform/changes/changes.ts';
import { eq } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import type { Tx } from '../../platform/db/write.ts';
import type { Absence } from './choose.ts';
import { awayUntil, sellersOf, teamsWith } from './queries.ts';
import { absences } from './table.ts';

/** Sets a person away from now on; without an end until they set themselves back. */
export function goAway(tx: Tx, userId: string, { until }: { until: Date | null }, now: Date): void {
  tx.insert(absences)
    .values({ userId, since: now, until })
    .onConflictDoUpdate({ target: absences.userId, set: { since: now, until, offeredAt: null } })
    .run();
  noteAbsence(tx, userId, now);
}

export function comeBack(tx: Tx, userId: string, now: Date): void {
  tx.delete(absences).where(eq(absences.userId, userId)).run();
  noteAbsence(tx, userId, now);
}

/** Absences show on their managers' homes. */
function noteAbsence(tx: Tx, userId: string, now: Date): void {
  noteChange(tx, { people: [userId] }, now);
  for (const teamId of teamsWith(tx, userId)) noteChange(tx, { people: [], teamId }, now);
}

/** Why a person may not act soon on a lead of a team, in words that follow their name; undefined if they are there. */
export function awayWords(db: Db, teamId: number, userId: string, now: Date): Absence | undefined {
  if (awayUntil(db, userId, now) !== undefined) return 'is out of office';
  const absence = sellersOf(db, teamId).find((seller) => seller.userId === userId)?.absence;
  return absence === 'has an away status' ? absence : undefined;
}
