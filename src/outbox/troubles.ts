import { and, eq, isNull, sql } from '../db/drizzle.ts';
import type { Tx } from '../db/write.ts';
import { troubles } from './troubles-table.ts';

/** A channel or person that takes no message. */
export interface Trouble {
  /** `<error>:<place>` */
  key: string;
  /** Slack's code, such as `is_archived`. */
  error: string;
  place: string;
  since: Date;
}

export type TellAdmin = (tx: Tx, trouble: Trouble) => void;

/** Notes the trouble, and calls `tellAdmin` the first time that it is met, in the same transaction. */
export function raiseTrouble(
  tx: Tx,
  { place, error }: { place: string; error: string },
  now: Date,
  tellAdmin: TellAdmin,
): void {
  const key = `${error}:${place}`;
  const open = tx
    .select({ key: troubles.key })
    .from(troubles)
    .where(and(eq(troubles.key, key), isNull(troubles.overAt)))
    .get();
  if (open) return;
  tx.insert(troubles)
    .values({ key, since: now, overAt: null })
    .onConflictDoUpdate({ target: troubles.key, set: { since: now, overAt: null } })
    .run();
  tellAdmin(tx, { key, error, place, since: now });
}

/** The place took a message: whatever was the matter with it is over, and would be told again. */
export function endTroubles(tx: Tx, place: string, now: Date): void {
  tx.update(troubles)
    .set({ overAt: now })
    .where(and(isNull(troubles.overAt), sql`substr(${troubles.key}, instr(${troubles.key}, ':') + 1) = ${place}`))
    .run();
}
