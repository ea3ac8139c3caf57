import { and, asc, desc, eq, isNotNull, lte } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { ritualCycles } from '../rituals/table.ts';
import type { Counted } from './match.ts';
import {
  type Agreement,
  type Check,
  type Group,
  type MindsetAnswer,
  mindsetAgreements,
  mindsetAnswers,
  mindsetChecks,
  mindsetGroups,
} from './table.ts';

export const checkOf = (db: Db, cycleId: number): Check | undefined =>
  db.select().from(mindsetChecks).where(eq(mindsetChecks.cycleId, cycleId)).get();

export function requireCheck(db: Db, cycleId: number): Check {
  const check = checkOf(db, cycleId);
  if (!check) throw new UserError('This mindset check is no longer available.');
  return check;
}

/** @throws UserError unless its answers are to be grouped. */
export function requireGrouping(db: Db, cycleId: number): Check {
  const check = requireCheck(db, cycleId);
  if (check.outcome === 'grouping') return check;
  throw new UserError(
    check.outcome === 'published'
      ? 'The result was published already, so its groups stay as they are.'
      : 'There are no answers to group.',
  );
}

export const updateCheck = (tx: Tx, cycleId: number, change: Partial<Omit<Check, 'cycleId'>>): void =>
  void tx.update(mindsetChecks).set(change).where(eq(mindsetChecks.cycleId, cycleId)).run();

/** Those whose facilitator is to be reminded now. */
export const checksToRemind = (db: Db, now: Date): Check[] =>
  db
    .select()
    .from(mindsetChecks)
    .where(
      and(eq(mindsetChecks.outcome, 'grouping'), isNotNull(mindsetChecks.remindAt), lte(mindsetChecks.remindAt, now)),
    )
    .all();

export const checksInGrouping = (db: Db): Check[] =>
  db.select().from(mindsetChecks).where(eq(mindsetChecks.outcome, 'grouping')).all();

/** People who may leave before the answers are grouped. */
export const facilitators = (db: Db): (string | null)[] => checksInGrouping(db).map((check) => check.facilitatorId);

export const groupsOf = (db: Db, cycleId: number): Group[] =>
  db.select().from(mindsetGroups).where(eq(mindsetGroups.cycleId, cycleId)).orderBy(asc(mindsetGroups.id)).all();

/** In the order of their random ids. */
export const answersOf = (db: Db, cycleId: number): MindsetAnswer[] =>
  db.select().from(mindsetAnswers).where(eq(mindsetAnswers.cycleId, cycleId)).orderBy(asc(mindsetAnswers.id)).all();

/** The published counts. */
export const countedOf = (db: Db, cycleId: number): Counted[] =>
  groupsOf(db, cycleId).map(({ name, counted, sales, marketing }) => ({ name, all: counted ?? 0, sales, marketing }));

export interface Published {
  cycleId: number;
  at: Date;
  answered: number;
  groups: Counted[];
}

/** Checks with a result, the newest first. */
export const publishedChecks = (db: Db, limit: number): Published[] =>
  db
    .select({ cycleId: mindsetChecks.cycleId, at: ritualCycles.publishedAt, answered: mindsetChecks.answered })
    .from(mindsetChecks)
    .innerJoin(ritualCycles, eq(ritualCycles.id, mindsetChecks.cycleId))
    .where(eq(mindsetChecks.outcome, 'published'))
    .orderBy(desc(mindsetChecks.cycleId))
    .limit(limit)
    .all()
    .flatMap(({ cycleId, at, answered }) =>
      at ? [{ cycleId, at, answered: answered ?? 0, groups: countedOf(db, cycleId) }] : [],
    );

export const agreementOf = (db: Db, cycleId: number): Agreement | undefined =>
  db.select().from(mindsetAgreements).where(eq(mindsetAgreements.cycleId, cycleId)).get();

/** The three that were published last; people who join are shown them. */
export const publishedThree = (db: Db): Agreement | undefined =>
  db
    .select()
    .from(mindsetAgreements)
    .where(isNotNull(mindsetAgreements.publishedAt))
    .orderBy(desc(mindsetAgreements.publishedAt))
    .limit(1)
    .get();
