import { and, asc, count, eq, gte, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import { UserError } from '../platform/errors.ts';
import { isPlanned, isUnanswered, type PlanEntry, type PlanQuestion, planEntries, planQuestions } from './table.ts';
import { isIn, type Week } from './week.ts';

const entryById = preparedRows(planEntries, eq(planEntries.id, sql.placeholder('id')));
const questionById = preparedRows(planQuestions, eq(planQuestions.id, sql.placeholder('id')));

export const planEntry = (db: Db, id: number): PlanEntry | undefined => entryById(db).get({ id });

/** @throws UserError if it was removed. */
export function requireEntry(db: Db, id: number): PlanEntry {
  const entry = planEntry(db, id);
  if (!entry || entry.removedAt) throw new UserError('This entry is no longer in the plan.');
  return entry;
}

const current = prepared((db) =>
  db
    .select()
    .from(planEntries)
    .where(and(isPlanned, gte(planEntries.endsOn, sql.placeholder('from'))))
    .orderBy(asc(planEntries.startsOn), asc(planEntries.id))
    .prepare(),
);

/** Entries that end on this ISO date or later, by their first day. */
export const entriesFrom = (db: Db, from: string): PlanEntry[] => current(db).all({ from });

export const entriesOf = (db: Db, week: Week): PlanEntry[] =>
  entriesFrom(db, week.from).filter((entry) => isIn(week, entry));

const ofEntry = prepared((db) =>
  db
    .select()
    .from(planQuestions)
    .where(eq(planQuestions.entryId, sql.placeholder('entryId')))
    .orderBy(asc(planQuestions.id))
    .prepare(),
);

/** Oldest first. */
export const questionsOf = (db: Db, entryId: number): PlanQuestion[] => ofEntry(db).all({ entryId });

export const planQuestion = (db: Db, id: number): PlanQuestion | undefined => questionById(db).get({ id });

export function requireQuestion(db: Db, id: number): PlanQuestion {
  const question = planQuestion(db, id);
  if (!question) throw new UserError('This question no longer exists.');
  return question;
}

const open = prepared((db) =>
  db.select().from(planQuestions).where(isUnanswered).orderBy(asc(planQuestions.id)).prepare(),
);

export const openQuestions = (db: Db): PlanQuestion[] => open(db).all();

export const countOpenOf = (db: Db, askerId: string): number =>
  db
    .select({ questions: count() })
    .from(planQuestions)
    .where(and(isUnanswered, eq(planQuestions.askerId, askerId)))
    .get()?.questions ?? 0;

/** Owners, whose standing is to be known. */
export const peopleOfPlan = (db: Db): string[] =>
  db
    .selectDistinct({ ownerId: planEntries.ownerId })
    .from(planEntries)
    .where(isPlanned)
    .all()
    .map(({ ownerId }) => ownerId);
