import { noteChange } from '../platform/changes/changes.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { dedupeKeyOf, type PostedKey } from '../platform/outbox/posted-messages.ts';
import { teamsOfKind } from '../teams/queries.ts';
import type { PlanQuestion } from './table.ts';

export const planQuestionKey = ({ questionId, userId }: { questionId: number; userId: string }): PostedKey => ({
  kind: 'plan_question',
  subjectId: questionId,
  recipient: userId,
});

/** The copies of a question, for those who answer: posted, or brought up to date. */
export function announceQuestion(tx: Tx, { id: questionId, told }: Pick<PlanQuestion, 'id' | 'told'>, now: Date): void {
  for (const userId of told) {
    const dedupeKey = dedupeKeyOf(planQuestionKey({ questionId, userId }));
    enqueue(tx, 'plan_question', { questionId, userId }, { orderingKey: userId, dedupeKey }, now);
  }
}

/** The week’s entries are on the homes of sellers. */
export function noteSellers(tx: Tx, now: Date): void {
  for (const { id } of teamsOfKind(tx, 'sales')) noteChange(tx, { people: [], teamId: id }, now);
}
