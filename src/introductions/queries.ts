import { and, asc, desc, eq, gt, or, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import {
  type HeadPair,
  headPairs,
  type Introduction,
  introductions,
  isWaiting,
  type Newcomer,
  newcomers,
} from './table.ts';

const byId = preparedRows(introductions, eq(introductions.id, sql.placeholder('id')));

export const introductionById = (db: Db, id: number): Introduction | undefined => byId(db).get({ id });

const pairById = preparedRows(headPairs, eq(headPairs.id, sql.placeholder('id')));

export const headPairById = (db: Db, id: number): HeadPair | undefined => pairById(db).get({ id });

const due = prepared((db) =>
  db
    .select()
    .from(newcomers)
    .where(and(isWaiting, sql`${newcomers.tryAt} <= ${sql.placeholder('at')}`))
    .orderBy(asc(newcomers.seenAt), asc(newcomers.userId))
    .prepare(),
);

/** Those who wait, the longest first. */
export const dueNewcomers = (db: Db, now: Date): Newcomer[] => due(db).all({ at: now.getTime() });

/** In either role, newest first. */
export const introductionsOf = (db: Db, userId: string, since: Date): Introduction[] =>
  db
    .select()
    .from(introductions)
    .where(
      and(
        or(eq(introductions.newcomerId, userId), eq(introductions.counterpartId, userId)),
        gt(introductions.at, since),
      ),
    )
    .orderBy(desc(introductions.at))
    .all();
