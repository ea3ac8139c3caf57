/** Things about roles that wait for a person: on their home, and in a manager’s morning message. */
import type { Db } from '../platform/db/open.ts';
import { managerOf } from '../teams/holders.ts';
import { allTeams } from '../teams/queries.ts';
import { answerersOf } from './answerers.ts';
import { decidable } from './lines.ts';
import { answersOf, linesOfLeavers, openQuestions } from './queries.ts';
import type { RoleLine, RoleQuestion } from './table.ts';

export interface WaitingRoles {
  /** Proposed lines that they decide on. */
  proposals: RoleLine[];
  /** Questions without an answer of theirs, or with one to which they can agree. */
  questions: RoleQuestion[];
  /** Lines whose person left. */
  orphans: RoleLine[];
}

/** Undefined when nothing waits. */
export function rolesWaitingFor(db: Db, userId: string): WaitingRoles | undefined {
  const proposals = decidable(db, userId);
  const questions = openQuestions(db).filter(
    (question) => answerersOf(db, question).includes(userId) && answersOf(db, question.id).at(-1)?.by !== userId,
  );
  const orphans = isManager(db, userId) ? linesOfLeavers(db) : [];
  return proposals.length + questions.length + orphans.length > 0 ? { proposals, questions, orphans } : undefined;
}

const isManager = (db: Db, userId: string) => allTeams(db).some((team) => managerOf(db, team) === userId);

/** Since when each of them waits. A question is a message of its own: it counts since the last answer, and after a week. */
export function rolesSince(db: Db, userId: string): Date[] {
  const { proposals = [], questions = [] } = rolesWaitingFor(db, userId) ?? {};
  const answered = questions.flatMap(({ id }) => answersOf(db, id).at(-1)?.at ?? []);
  const escalated = questions.flatMap(({ escalatedAt }) => escalatedAt ?? []);
  return [...proposals.map(({ proposedAt }) => proposedAt), ...answered, ...escalated];
}
