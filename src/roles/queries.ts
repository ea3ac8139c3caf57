import { and, asc, count, desc, eq, inArray, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import { UserError } from '../platform/errors.ts';
import { isHere } from '../teams/standing.ts';
import {
  isOpen,
  type RoleAnswer,
  type RoleLine,
  type RoleQuestion,
  roleAnswers,
  roleLines,
  roleQuestions,
} from './table.ts';
import type { CitingForm } from './types.ts';

const agreed = prepared((db) =>
  db
    .select()
    .from(roleLines)
    .where(eq(roleLines.state, 'agreed'))
    .orderBy(asc(roleLines.position), asc(roleLines.id))
    .prepare(),
);
const proposed = prepared((db) =>
  db.select().from(roleLines).where(eq(roleLines.state, 'proposed')).orderBy(asc(roleLines.id)).prepare(),
);
const open = prepared((db) => db.select().from(roleQuestions).where(isOpen).orderBy(asc(roleQuestions.id)).prepare());
const lineById = preparedRows(roleLines, eq(roleLines.id, sql.placeholder('id')));
const questionById = preparedRows(roleQuestions, eq(roleQuestions.id, sql.placeholder('id')));

/** The list, in order. */
export const agreedLines = (db: Db): RoleLine[] => agreed(db).all();

export const proposedLines = (db: Db): RoleLine[] => proposed(db).all();

export const roleLine = (db: Db, id: number | null): RoleLine | undefined =>
  id === null ? undefined : lineById(db).get({ id });

/** @throws UserError if it is not in the list any more. */
export function requireAgreed(db: Db, id: number): RoleLine {
  const line = roleLine(db, id);
  if (line?.state !== 'agreed') throw new UserError('This line is no longer in the list.');
  return line;
}

/** The line that a form cites; the first of several. */
export const citedLine = (db: Db, form: CitingForm): RoleLine | undefined =>
  agreedLines(db).find(({ citedIn }) => citedIn === form);

/** Lines whose person left. */
export const linesOfLeavers = (db: Db): RoleLine[] =>
  agreedLines(db).filter(({ personId }) => personId !== null && !isHere(db, personId));

/** Versions that are not in the list, newest first. */
export const recordOfLines = (db: Db, limit: number): RoleLine[] =>
  db
    .select()
    .from(roleLines)
    .where(inArray(roleLines.state, ['replaced', 'removed', 'declined', 'withdrawn']))
    .orderBy(desc(roleLines.decidedAt), desc(roleLines.id))
    .limit(limit)
    .all();

/** Oldest first. */
export const openQuestions = (db: Db): RoleQuestion[] => open(db).all();

export const countQuestionsOf = (db: Db, askerId: string): number =>
  db
    .select({ questions: count() })
    .from(roleQuestions)
    .where(and(isOpen, eq(roleQuestions.askerId, askerId)))
    .get()?.questions ?? 0;

export const roleQuestion = (db: Db, id: number): RoleQuestion | undefined => questionById(db).get({ id });

export function requireQuestion(db: Db, id: number): RoleQuestion {
  const question = roleQuestion(db, id);
  if (!question) throw new UserError('This question no longer exists.');
  return question;
}

const answers = prepared((db) =>
  db
    .select()
    .from(roleAnswers)
    .where(eq(roleAnswers.questionId, sql.placeholder('questionId')))
    .orderBy(asc(roleAnswers.id))
    .prepare(),
);

/** Oldest first; the last one counts. */
export const answersOf = (db: Db, questionId: number): RoleAnswer[] => answers(db).all({ questionId });

/** People in roles, whose standing is to be known. */
export const peopleOfRoles = (db: Db): (string | null)[] => [
  ...agreedLines(db).map(({ personId }) => personId),
  ...openQuestions(db).map(({ askerId }) => askerId),
];
