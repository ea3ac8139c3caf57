import { addClause } from '../leads/definition/change.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { announceQuestion } from './announce.ts';
import { requireAnswerer } from './answer.ts';
import { sideOf, teamFor } from './answerers.ts';
import { addAgreed } from './lines.ts';
import { answersOf } from './queries.ts';
import { type RoleQuestion, roleQuestions } from './table.ts';
import type { RoleOwner } from './types.ts';

const ownerWords: Record<RoleOwner, string> = { marketing: 'Marketing', sales: 'Sales', both: 'Both teams' };

/**
 * The answer becomes a line of the list, or a clause of the lead definition of its sales team. Both managers agreed on it, so
 * it needs no second agreement.
 */
export function keepAnswer(
  tx: Tx,
  { questionId, by, as }: { questionId: number; by: string; as: NonNullable<RoleQuestion['keptAs']> },
  now: Date,
): void {
  const question = requireAnswerer(tx, questionId, by);
  const answer = answersOf(tx, questionId).at(-1);
  if (!question.settledBy || !answer) throw new UserError('Both managers have to agree on an answer first.');
  if (question.keptAs !== null) return;
  if (as === 'role') {
    const { what, owner, personId } = answer;
    const agreement = { proposedBy: answer.by, decidedBy: question.settledBy, side: sideOf(tx, question, answer.by) };
    addAgreed(tx, { words: { what, owner, personId, citedIn: null }, ...agreement }, now);
  } else {
    const team = teamFor(tx, question, 'sales');
    if (!team) throw new UserError('There is no sales team yet, so there is no lead definition.');
    addClause(tx, { teamId: team.id, by, text: `${ownerWords[answer.owner]}: ${answer.what}` }, now);
  }
  tx.update(roleQuestions).set({ keptAs: as, keptBy: by }).where(eq(roleQuestions.id, questionId)).run();
  announceQuestion(tx, question, now);
}
