import { eq } from '../db/drizzle.ts';
import type { Tx } from '../db/write.ts';
import { absences } from './table.ts';

/** Out of office from now on; without an end until they say that they are back. */
export function goAway(tx: Tx, userId: string, { until }: { until: Date | null }, now: Date): void {
  tx.insert(absences)
    .values({ userId, since: now, until })
    .onConflictDoUpdate({ target: absences.userId, set: { since: now, until } })
    .run();
}

export function comeBack(tx: Tx, userId: string): void {
  tx.delete(absences).where(eq(absences.userId, userId)).run();
}
