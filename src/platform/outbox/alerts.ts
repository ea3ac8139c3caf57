import { and, asc, eq, isNull, sql } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import type { Tx } from '../db/write.ts';
import { troubles } from './alerts-table.ts';
import { enqueue } from './enqueue.ts';
import { withdraw } from './queries.ts';

/** A channel or person that takes no message, or something else that an admin has to mend. */
export interface Trouble {
  /** `<error>:<place>` */
  key: string;
  /** Slack's code, such as `is_archived`, or one of our own. */
  error: string;
  place: string;
  since: Date;
}

/** Tells whoever can mend it. @returns who was told, and hears when it is over. */
export type TellAdmin = (tx: Tx, trouble: Trouble) => string[];

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
  const told = tellAdmin(tx, { key, error, place, since: now });
  tx.insert(troubles)
    .values({ key, since: now, overAt: null, told })
    .onConflictDoUpdate({ target: troubles.key, set: { since: now, overAt: null, told } })
    .run();
}

/** The place took a message: whatever was the matter with it is over, and would be told again. */
export function endTroubles(tx: Tx, place: string, now: Date): void {
  for (const trouble of openTroubles(tx)) if (trouble.place === place) endTrouble(tx, trouble, now);
}

/** For the message that tells somebody of it: one that has not left by the end of the trouble never does. */
export const troubleKey = ({ key }: Pick<Trouble, 'key'>, userId: string): string => `trouble:${key}:${userId}`;

/** Whoever was told of it hears that it is over. */
export function endTrouble(tx: Tx, { key, error, place }: Pick<Trouble, 'key' | 'error' | 'place'>, now: Date): void {
  const row = tx.select({ told: troubles.told }).from(troubles).where(eq(troubles.key, key)).get();
  tx.update(troubles).set({ overAt: now }).where(eq(troubles.key, key)).run();
  for (const userId of row?.told ?? []) {
    if (withdraw(tx, troubleKey({ key }, userId))) continue;
    enqueue(tx, { kind: 'trouble_over', facts: { place, error, userId }, lane: userId }, now);
  }
}

const notOver = prepared((db) =>
  db
    .select({ key: troubles.key, since: troubles.since })
    .from(troubles)
    .where(and(isNull(troubles.overAt), sql`instr(${troubles.key}, ':') > 0`))
    .orderBy(asc(troubles.since))
    .prepare(),
);

/** Oldest first. There are as many rows as things ever broke. */
export const openTroubles = (db: Db): Trouble[] =>
  notOver(db)
    .all()
    .map(({ key, since }) => ({
      key,
      since,
      error: key.slice(0, key.indexOf(':')),
      place: key.slice(key.indexOf(':') + 1),
    }));
