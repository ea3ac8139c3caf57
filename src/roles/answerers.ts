/** The people who answer a question *Who does this?* now. */
import type { Db } from '../platform/db/open.ts';
import { managerOf } from '../teams/holders.ts';
import { teamById, teamsOfKind } from '../teams/queries.ts';
import { isHere } from '../teams/standing.ts';
import { type Team, type TeamKind, teamKinds } from '../teams/table.ts';
import { executiveOf } from './settings.ts';
import type { RoleQuestion } from './table.ts';

type Asked = Pick<RoleQuestion, 'salesTeamId' | 'marketingTeamId' | 'escalatedAt'>;

/** The team of a side that it is about; another one if that is retired. */
export function teamFor(db: Db, { salesTeamId, marketingTeamId }: Asked, kind: TeamKind): Team | undefined {
  const id = kind === 'sales' ? salesTeamId : marketingTeamId;
  const team = id === null ? undefined : teamById(db, id);
  return team && !team.retiredAt ? team : teamsOfKind(db, kind)[0];
}

/** The managers of both sides as they are now. For a side without a team, the executive. */
function managersFor(db: Db, question: Asked): string[] {
  const people = teamKinds.map((kind) => {
    const team = teamFor(db, question, kind);
    return team ? managerOf(db, team) : executiveOf(db);
  });
  return [...new Set(people)].filter((userId) => userId !== undefined).filter((userId) => isHere(db, userId));
}

export function answerersOf(db: Db, question: Asked): string[] {
  const above = question.escalatedAt ? executiveOf(db) : undefined;
  return [...new Set([...managersFor(db, question), ...(above === undefined ? [] : [above])])];
}

/** Whether an answer of this person settles it: no other manager has to agree. */
export const decidesAlone = (db: Db, question: Asked, userId: string): boolean =>
  (question.escalatedAt !== null && executiveOf(db) === userId) ||
  managersFor(db, question).every((manager) => manager === userId);

/** The side for which a person answers. */
export const sideOf = (db: Db, question: Asked, userId: string): TeamKind => {
  const team = teamFor(db, question, 'sales');
  return team && managerOf(db, team) === userId ? 'sales' : 'marketing';
};
