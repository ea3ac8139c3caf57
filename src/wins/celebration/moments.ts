/** Moments that people keep for the next celebration. */
import { and, desc, eq, inArray, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import type { Tx } from '../../platform/db/write.ts';
import { UserError } from '../../platform/errors.ts';
import { isOpenMoment, type Moment, moments } from './table.ts';

/** The moment of a message, if someone keeps it. */
export const momentOf = (db: Db, { channelId, ts }: Pick<Moment, 'channelId' | 'ts'>): Moment | undefined =>
  db
    .select()
    .from(moments)
    .where(and(eq(moments.channelId, channelId), eq(moments.ts, ts)))
    .get();

/** The same message is one moment: who keeps it first has the words. */
export const keepMoment = (tx: Tx, moment: Omit<Moment, 'id' | 'at' | 'celebrationId'>, now: Date): void =>
  void tx
    .insert(moments)
    .values({ ...moment, at: now, celebrationId: null })
    .onConflictDoNothing()
    .run();

/** @throws UserError for another person, and after it was celebrated. */
export function removeMoment(tx: Tx, { id, by }: { id: number; by: string }): void {
  const moment = tx.select().from(moments).where(eq(moments.id, id)).get();
  if (!moment) return;
  if (moment.by !== by)
    throw new UserError('Only the person who keeps a moment removes it. A manager can leave it out.');
  if (moment.celebrationId !== null) throw new UserError('This moment was celebrated already.');
  tx.delete(moments).where(eq(moments.id, id)).run();
}

/** More do not fit into one celebration. */
const MOST = 20;

/** Those that no celebration has shown, newest first. */
export const openMoments = (db: Db, before: Date): Moment[] =>
  db
    .select()
    .from(moments)
    .where(sql`${isOpenMoment} and ${moments.at} < ${before.getTime()}`)
    .orderBy(desc(moments.at))
    .limit(MOST)
    .all();

export const momentsById = (db: Db, ids: readonly number[]): Moment[] =>
  db
    .select()
    .from(moments)
    .where(inArray(moments.id, [...ids]))
    .orderBy(moments.at)
    .all();
